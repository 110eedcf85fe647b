/// Makes goals come true in a lab: one small reconciler for each pair of goal and resource. Start
/// at [dev.lifeboat.lab.provider.LabReconcilers], which lists them.
///
/// Rules kept here: a fence counts as met only by a fresh refused write, or by the host's process
/// table showing that every process of the resource and its agent is gone. Silence proves nothing.
@NullMarked
package dev.lifeboat.lab.provider;

import org.jspecify.annotations.NullMarked;
