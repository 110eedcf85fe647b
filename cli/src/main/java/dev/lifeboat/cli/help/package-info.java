/// What a person reads about the tool itself: manual pages, made of the parser's own descriptions,
/// and what a problem's code means. Start at [dev.lifeboat.cli.help.ManCommand].
@NullMarked
package dev.lifeboat.cli.help;

import org.jspecify.annotations.NullMarked;
