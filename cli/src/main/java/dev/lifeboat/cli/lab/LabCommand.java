package dev.lifeboat.cli.lab;

import dev.lifeboat.cli.terminal.CommandGroup;
import picocli.CommandLine.Command;

/// Two regions of real processes on this machine.
@Command(
    name = "lab",
    description = "Two regions of real processes on this machine: up, status, break, heal, down.")
public final class LabCommand extends CommandGroup {}
