package io.systole.shell.format;

import io.systole.core.status.ClusterStatus;
import java.util.Optional;

/**
 * The status as a page for a browser, with the class names of Pacemaker's page, so that a style sheet for one does for the other.
 *
 * @param title of the page
 * @param stylesheet the address of a style sheet; empty for none but our own
 * @param refreshSeconds after which time a browser is to fetch the page again; 0 for never
 * @param cgi whether the header of a CGI program's answer stands before it
 */
public record StatusPage(String title, String stylesheet, long refreshSeconds, boolean cgi) {
    private static final String STYLE = """
            .online, .rsc-ok { color: green }
            .offline, .unclean, .rsc-failed { color: red }
            .standby, .maint, .pending, .rsc-managed { color: blue }
            .health_red { color: red }
            .health_yellow { color: goldenrod }
            .rsc-failure-ignored { color: darkgreen }
            .rsc-multiple { color: orange }
            .warning { color: red; font-weight: bold }
            """;

    /** The page for a status. */
    public String of(ClusterStatus status, Optional<Liveness> live, StatusView view) {
        String head = live.map(daemon -> "<p>" + Html.text("systoled: " + daemon.state()) + "</p>\n").orElse("");
        return page(head + new StatusText(view).outline(status, live).html());
    }

    /** The page when there is no status. */
    public String without(String reason) {
        return page("<h2>Cluster Summary</h2>\n<p>" + Html.span("warning", "not connected: " + reason) + "</p>\n");
    }

    private String page(String body) {
        return (cgi ? "Content-Type: text/html\n\n" : "") + "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + (refreshSeconds > 0 ? "<meta http-equiv=\"refresh\" content=\"" + refreshSeconds + "\">\n" : "")
                + "<title>" + Html.text(title) + "</title>\n<style>\n" + STYLE + "</style>\n"
                + (stylesheet.isEmpty() ? "" : "<link rel=\"stylesheet\" href=\"" + Html.text(stylesheet) + "\">\n")
                + "</head>\n<body>\n" + body + "</body>\n</html>\n";
    }
}
