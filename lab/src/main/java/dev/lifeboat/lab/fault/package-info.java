/// Breaks a lab on purpose and heals it: [dev.lifeboat.lab.fault.LabFaults].
@NullMarked
package dev.lifeboat.lab.fault;

import org.jspecify.annotations.NullMarked;
