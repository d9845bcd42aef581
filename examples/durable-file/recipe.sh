# SPDX-License-Identifier: Apache-2.0
# What the run scripts of the durable examples share.

. "$(dirname -- "$0")/../example.sh"

jar=$here/target/$example.jar
simulator_jar=$root/camel-transcription-testing/target/camel-transcription-testing-1.0.0-SNAPSHOT-runner.jar
simulator=
program=

[ $# -le 1 ] || usage "[FOLDER]"
unset_empty PALATINE_API_KEY

# How many lines of a file contain a text.
count() {
    grep -c -- "$1" "$2" 2>/dev/null || true
}

# Waits until so many lines of a file contain a text.
await() {
    tries=0
    while [ "$(count "$1" "$3")" -lt "$2" ]; do
        tries=$((tries + 1))
        if [ $tries -gt 600 ]; then
            echo "It takes too long; see $3" >&2
            exit 1
        fi
        sleep 0.1
    done
}

end() {
    for process in $program $simulator; do
        kill "$process" 2>/dev/null || true
        wait "$process" 2>/dev/null || true
    done
}

# Sets url, the address of a simulator that reads its texts from a folder; empty with a key.
simulate() {
    url=
    if [ -z "${PALATINE_API_KEY-}" ]; then
        echo "No PALATINE_API_KEY: a simulator replaces the service. Nothing is recognised."
        mkdir -p "$1/scripts"
        java -jar "$simulator_jar" --api-key simulated --processing-time 5s --scripts "$1/scripts" >"$1/simulator.log" &
        simulator=$!
        await '^Palatine base URL' 1 "$1/simulator.log"
        url=$(sed -n 's/^Palatine base URL: //p' "$1/simulator.log")
    fi
}

# Becomes the program, on a folder: to be run in the background, where it has a process of its own.
launch() {
    exec java -Dfile.encoding=UTF-8 -Dfolder="$1" ${url:+-Dcamel.component.palatine.base-url="$url"} -jar "$jar"
}

watch() {
    mkdir -p -- "$1"
    folder=$(CDPATH='' cd -- "$1" && pwd)
    simulate "$folder"
    echo "Watching $folder until Ctrl-C; results in out, failures in error."
    launch "$folder" &
    program=$!
    wait "$program"
}

# Kills the program when it has paid for the recordings, and starts it again.
demonstrate() {
    folder=$here/target/demo
    log=$folder/recipe.log
    rm -rf "$folder"
    mkdir -p "$folder/scripts"
    cp "$recordings"/scripts/*.txt "$folder/scripts"
    for name in call.wav call.ogg 'Прогноз погоды.mp3'; do
        cp "$recordings/$name" "$folder"
    done
    simulate "$folder"

    launch "$folder" >"$log" 2>&1 &
    program=$!
    await 'job .* submitted: ' 3 "$log"
    kill -9 "$program"
    wait "$program" 2>/dev/null || true
    echo "Killed with SIGKILL when 3 recordings were submitted; transcripts: $(ls "$folder/out" 2>/dev/null | wc -l)"

    launch "$folder" >>"$log" 2>&1 &
    program=$!
    await ' delivered: job ' 3 "$log"
    echo "Started again; submitted in all: $(count 'job .* submitted: ' "$log"); transcripts:"
    ls "$folder/out"
}

trap end EXIT
trap 'exit 130' INT TERM
[ -f "$simulator_jar" ] || rm -f "$jar"
build "$jar" camel-transcription-testing
if [ $# -eq 1 ]; then
    watch "$1"
else
    demonstrate
fi
