/// Clients that read an account page by page, so that a check of a thousand workloads costs a few
/// hundred calls. Start at [dev.lifeboat.aws.bulkread.Survey].
///
/// Rules kept here: a client of a survey answers the questions that reconcilers ask, each for one
/// thing, from pages that were read once, and nothing else: what changes anything is not even there
/// to be called. What AWS answers to no page at all may be asked one by one, up to a limit. A
/// failure is told to everyone whose answer it was.
@NullMarked
package dev.lifeboat.aws.bulkread;

import org.jspecify.annotations.NullMarked;
