/// What a drill needs of a lab: [dev.lifeboat.lab.drill.LabAbilities].
@NullMarked
package dev.lifeboat.lab.drill;

import org.jspecify.annotations.NullMarked;
