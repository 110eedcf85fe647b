package dev.lifeboat.cli.terminal;

import dev.lifeboat.control.Requester;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// What each command is made of: the terminal it was started at, the options that all take, and the
/// one way to answer. Its call gives the exit code.
@Command(mixinStandardHelpOptions = true)
public abstract class TerminalCommand implements Callable<Integer> {
  protected final Terminal terminal;

  @Mixin protected final Options options = new Options();

  protected TerminalCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /// Prints `document` where JSON was asked for, else the lines.
  protected final void tell(Object document, List<String> lines) {
    terminal.tell(options, document, lines);
  }

  protected final void tell(Object document, String line) {
    tell(document, List.of(line));
  }

  /// What is told while the command works, which Ctrl-C interrupts; the caller closes it.
  protected final Talk talk() {
    var talk = new Talk(terminal.err(), options.progress, Terminal.host().clock());
    return talk.until(Interrupt.ofThisThread());
  }

  /// Whoever started the command, as use cases act for them.
  protected final Requester requester(Talk talk) {
    return terminal.requester(talk, options.person);
  }
}
