package io.systole.samples.demo;

import io.systole.samples.lab.Command;
import io.systole.samples.lab.Lab;
import io.systole.samples.lab.LabNode;
import io.systole.samples.lab.Probe;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The website and its database as the client sees them, and what lies on their shared disk. */
final class Shop {
    static final String WEB_ADDRESS = "10.77.0.100";
    static final String DATABASE_ADDRESS = "10.77.0.101";

    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Lab lab;
    private final Path sample;
    private Probe web;
    private Probe database;

    Shop(Lab lab, Path sample) {
        this.lab = lab;
        this.sample = sample;
    }

    /** Puts the site and an empty database on the shared disk. */
    void prepareDisk() {
        Path mysql = lab.shared().resolve("mysql");
        Command.of("cp", "-r", sample.resolve("site").toString(), lab.shared().resolve("www").toString()).run().orFail();
        Command.of("mkdir", mysql.toString()).run().orFail();
        Command.of("cp", sample.resolve("database/my.cnf").toString(), mysql.toString()).run().orFail();
        Command.of("chmod", "-R", "a+rX", lab.shared().toString()).run().orFail();
        Command.of("chmod", "a+x", lab.shared().resolve("www/cgi-bin/orders").toString()).run().orFail();
        Command.of("mariadb-install-db", "--no-defaults", "--user=mysql", "--datadir=" + mysql.resolve("data"),
                "--auth-root-authentication-method=normal", "--skip-test-db").run().orFail();
    }

    /** Makes the shop's table and its user, on the node where the database runs. */
    void fill(LabNode node) {
        node.run("mariadb", "--no-defaults", "--socket=/run/mysqld/mysqld.sock", "--user=root", "--execute="
                + "CREATE DATABASE shop; CREATE TABLE shop.orders (number INT PRIMARY KEY, item VARCHAR(80));"
                + "CREATE USER site@'%' IDENTIFIED BY 'site'; GRANT SELECT, INSERT ON shop.* TO site@'%'").orFail();
    }

    /** Writes an order, as the client, through the database's service address. */
    void order(String number, String item) {
        sql("INSERT INTO orders VALUES (" + number + ", '" + item + "')").run().orFail();
    }

    /** All orders, as the client reads them from the database. */
    String orders() {
        return sql("SELECT number, item FROM orders ORDER BY number").run().orFail();
    }

    /** The page that the website makes from the database. */
    String page() {
        return lab.onClient(Command.of("curl", "--silent", "--show-error", "--fail", "--max-time", "10",
                "http://" + WEB_ADDRESS + "/cgi-bin/orders")).run().orFail();
    }

    /** Begins to ask both services every 50 ms. */
    void startProbes() {
        web = lab.probe("website", List.of("curl", "--silent", "--fail", "--connect-timeout", "0.25", "--max-time", "1",
                "http://" + WEB_ADDRESS + "/"), PAUSE);
        database = lab.probe("database", List.of("timeout", "1", "mariadb", "--no-defaults", "--connect-timeout=1",
                "--host=" + DATABASE_ADDRESS, "--user=site", "--password=site",
                "--execute=SELECT number FROM orders LIMIT 1", "shop"), PAUSE);
    }

    Probe web() {
        return web;
    }

    Probe database() {
        return database;
    }

    private Command sql(String statement) {
        return lab.onClient(Command.of("mariadb", "--no-defaults", "--connect-timeout=5", "--host=" + DATABASE_ADDRESS, "--user=site",
                "--password=site", "--batch", "--skip-column-names", "--execute=" + statement, "shop"));
    }
}
