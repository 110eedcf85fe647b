/// Two regions of real processes on this machine: up, status, break, heal, down. Start at
/// [dev.lifeboat.cli.lab.LabUpCommand]; the lab itself is [dev.lifeboat.lab.Lab].
@NullMarked
package dev.lifeboat.cli.lab;

import org.jspecify.annotations.NullMarked;
