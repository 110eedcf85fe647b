/// The three views of a primary in a lab: [dev.lifeboat.lab.watch.LabViews].
@NullMarked
package dev.lifeboat.lab.watch;

import org.jspecify.annotations.NullMarked;
