# SPDX-License-Identifier: Apache-2.0
# What the run scripts of the examples with embedded peers share; they set example, the name of their folder, and demo,
# the class of their demo.

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
root=$(CDPATH='' cd -- "$here/../.." && pwd)
jar=$here/target/quarkus-app/quarkus-run.jar
class_path=$here/target/demo.classpath

if [ $# -gt 1 ] || [ "${1-live}" != live ]; then
    echo "Usage: $0 [live]" >&2
    exit 2
fi

# Java reads file names in Russian only under a UTF-8 locale.
case ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in
    *[Uu][Tt][Ff]8* | *[Uu][Tt][Ff]-8*) ;;
    *) export LC_ALL=C.UTF-8 ;;
esac

# The demo's classes are among the tests.
changed() {
    [ ! -f "$class_path" ] || [ -n "$(find "$root" \( -name target -o -name '.?*' \) -prune -o \
        -type f \( -name pom.xml -o -path '*/src/main/*' -o -path '*/src/generated/*' -o -path "$here/src/test/*" \) \
        -newer "$class_path" -print)" ]
}

if changed; then
    echo "Building; the first time this downloads what is needed and takes a few minutes."
    "$root/mvnw" -q -B -f "$root/pom.xml" -pl "examples/$example" -am -DskipTests \
        -Dspotless.check.skip=true -Dmaven.source.skip=true -Dmaven.javadoc.skip=true package
    touch "$class_path"
fi

if [ $# -eq 1 ]; then
    exec java -Dfile.encoding=UTF-8 -jar "$jar"
fi

folder=$here/target/demo
rm -rf "$folder"
mkdir -p "$folder"
exec java -Dfile.encoding=UTF-8 -Djava.util.logging.manager=org.jboss.logmanager.LogManager \
    -cp "$here/target/test-classes:$(cat "$class_path")" "$demo" \
    "$jar" "$folder" "$here/../file-pipeline/recordings"
