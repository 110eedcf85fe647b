/// Speed, measured by plain programs that each print one line of JSON. Start at
/// [dev.lifeboat.bench.EngineBench].
@NullMarked
package dev.lifeboat.bench;

import org.jspecify.annotations.NullMarked;
