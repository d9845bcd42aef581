# SPDX-License-Identifier: Apache-2.0
# What the run scripts share; each reads this file first.

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
root=$(CDPATH='' cd -- "$here/../.." && pwd)
example=$(basename "$here")
recordings=$root/examples/file-pipeline/recordings
application=$here/target/quarkus-app/quarkus-run.jar

# Java reads file names in Russian only under a UTF-8 locale.
case ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in
    *[Uu][Tt][Ff]8* | *[Uu][Tt][Ff]-8*) ;;
    *) export LC_ALL=C.UTF-8 ;;
esac

usage() {
    echo "Usage: $0 $*" >&2
    exit 2
}

# An empty variable counts as one that is not set.
unset_empty() {
    for name; do
        eval "[ -n \"\${$name-}\" ] || unset $name"
    done
}

# Builds the example, and further modules, unless a file of the build is newer than all sources.
build() { # FILE [MODULES]
    if [ ! -f "$1" ] || [ -n "$(find "$root" \( -name target -o -name '.?*' \) -prune -o \
        -type f \( -name pom.xml -o -path '*/src/main/*' -o -path '*/src/generated/*' -o -path "$here/src/test/*" \) \
        -newer "$1" -print)" ]; then
        echo "Building; the first time this downloads what is needed and takes a few minutes."
        "$root/mvnw" -q -B -f "$root/pom.xml" -pl "examples/$example${2:+,$2}" -am -DskipTests \
            -Dspotless.check.skip=true -Dmaven.source.skip=true -Dmaven.javadoc.skip=true \
            -Dquarkus.build.skip=false package
        touch "$1"
    fi
}

# Sets folder, to the caller's or to a new one with recordings, and demo, which is true for the new one.
choose_folder() { # [FOLDER]
    if [ $# -eq 1 ]; then
        mkdir -p -- "$1"
        folder=$(CDPATH='' cd -- "$1" && pwd)
        demo=false
    else
        folder=$here/target/demo
        rm -rf "$folder"
        mkdir -p "$folder"
        (cd "$recordings" && cp -R *.wav *.mp3 *.ogg scripts "$folder")
        demo=true
    fi
}

# "run live" starts the application; "run" starts it between servers, which are among the example's test classes.
run_live_or_demo() {
    if [ $# -gt 1 ] || [ "${1-live}" != live ]; then
        usage "[live]"
    fi
    build "$application"
    if [ $# -eq 1 ]; then
        exec java -Dfile.encoding=UTF-8 -jar "$application"
    fi
    rm -rf "$here/target/demo"
    mkdir -p "$here/target/demo"
    exec java -Dfile.encoding=UTF-8 -Djava.util.logging.manager=org.jboss.logmanager.LogManager \
        -cp "$here/target/test-classes:$here/target/classes:$(cat "$here/target/demo.classpath")" \
        "io.github.cameltranscription.examples.$(echo "$example" | tr -d -).EmbeddedPeers" \
        "$application" "$here/target/demo" "$recordings"
}
