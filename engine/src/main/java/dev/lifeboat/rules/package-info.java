/// What a journal may hold: whether the engine could have written it. Start at
/// [dev.lifeboat.rules.RunRules].
///
/// Rules kept here: they are held against the engine by each of its tests, and against a stranger's
/// folder by whoever verifies it.
@NullMarked
package dev.lifeboat.rules;

import org.jspecify.annotations.NullMarked;
