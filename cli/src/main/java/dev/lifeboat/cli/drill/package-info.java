/// Drills: held and told while they go on, walked at a table, and what past ones prove. Start at
/// [dev.lifeboat.cli.drill.DrillCommand]; a drill is [dev.lifeboat.control.DrillSession]'s.
@NullMarked
package dev.lifeboat.cli.drill;

import org.jspecify.annotations.NullMarked;
