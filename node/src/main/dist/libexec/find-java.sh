# Sourced by the launchers. find_java prints the path of a java >= 25, or says what to install and returns 1.
# Looked for in JAVA_HOME, then PATH, then the places where distributions put JDKs. A JDK's `release` file tells its
# version without the time of a JVM start.

# java_version HOME: prints the feature number (25 for 25.0.1), nothing if HOME has no Java.
java_version() {
    [ -x "$1/bin/java" ] && [ -r "$1/release" ] || return 1
    while IFS= read -r line; do
        case $line in
            JAVA_VERSION=*)
                version=${line#JAVA_VERSION=}
                version=${version#\"}
                version=${version%%[!0-9]*}
                echo "$version"
                return 0
                ;;
        esac
    done <"$1/release"
    return 1
}

find_java() {
    on_path=$(command -v java 2>/dev/null) && {
        on_path=$(readlink -f "$on_path" 2>/dev/null || echo "$on_path")
        on_path=${on_path%/bin/java}
    }
    for candidate in "${systole_home:-/nonexistent}/runtime" "${JAVA_HOME:-/nonexistent}" "${on_path:-/nonexistent}" \
        /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk*; do
        found=$(java_version "$candidate") || continue
        if [ "${found:-0}" -ge 25 ]; then
            echo "$candidate/bin/java"
            return 0
        fi
    done
    echo "systole: no Java of at least version 25 found in JAVA_HOME, PATH or /usr/lib/jvm; install one" \
        "(Debian: apt-get install openjdk-25-jre-headless, or Temurin 25 from adoptium.net) or set JAVA_HOME" >&2
    return 1
}
