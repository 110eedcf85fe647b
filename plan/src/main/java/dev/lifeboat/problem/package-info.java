/// What can go wrong, as told to a person: start at [dev.lifeboat.problem.Problem].
///
/// What a code means beyond its message stands in docs/problems.md, which
/// [dev.lifeboat.problem.Explanation] reads; the comment at the code is for who throws it.
///
/// Codes never change meaning and are never reused; the command line, the journal and the dashboard
/// show the same fields.
@NullMarked
package dev.lifeboat.problem;

import org.jspecify.annotations.NullMarked;
