/// Brings a lab up and takes it down: start at [dev.lifeboat.lab.setup.LabFolder] for what lies
/// where, then [dev.lifeboat.lab.setup.RegionConfigs] for what runs in a region.
///
/// Rules kept here: everything of a lab is below its folder or recorded there, so that `down` can
/// leave nothing.
@NullMarked
package dev.lifeboat.lab.setup;

import org.jspecify.annotations.NullMarked;
