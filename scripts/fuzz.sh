#!/usr/bin/env bash
# Lets Jazzer, a coverage-guided fuzzer, at the model's parser and receive path for that many seconds (60 without).
# Begins with frames that have every header, and with what earlier runs found; an input that breaks something is left in
# build/fuzz, and the exit status is not 0.
set -euo pipefail
cd -P "$(dirname "${BASH_SOURCE[0]}")/.."

seconds=${1:-60}
[[ $seconds =~ ^[1-9][0-9]*$ ]] || { echo "fuzz: seconds must be a number: seconds=$seconds" >&2 && exit 2; }

mvn -q -B -Dspotless.check.skip=true -Pfuzz -pl java-model process-test-classes >&2
classpath=java-model/target/test-classes:java-model/target/classes:$(<java-model/target/fuzz.classpath)
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
mkdir -p build/fuzz/corpus
"$java" -cp "$classpath" tandem.model.rx.ParserFuzzTarget build/fuzz/corpus
exec "$java" -cp "$classpath" com.code_intelligence.jazzer.Jazzer --target_class=tandem.model.rx.ParserFuzzTarget \
  --instrumentation_includes='tandem.**' --reproducer_path=build/fuzz -artifact_prefix=build/fuzz/ -seed=1 \
  -max_len=2000 -max_total_time="$seconds" -timeout=10 -print_final_stats=1 build/fuzz/corpus
