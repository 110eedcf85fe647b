package dev.lifeboat.cli.terminal;

import dev.lifeboat.control.Requester;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// What each command is made of: the options that all take, and the one way to answer.
@Command(mixinStandardHelpOptions = true)
public abstract class TerminalCommand extends CommandNode {
  @Mixin protected final Options options = new Options();

  /// Prints `document` where JSON was asked for, else the lines.
  protected final void tell(Object document, List<String> lines) {
    terminal().tell(options, document, lines);
  }

  /// As [#tell], of what is done; gives the exit code of that.
  protected final int done(Object document, List<String> lines) {
    tell(document, lines);
    return 0;
  }

  protected final int done(Object document, String line) {
    return done(document, List.of(line));
  }

  /// What is told while the command works, which Ctrl-C interrupts; the caller closes it.
  protected final Talk talk() {
    var talk = new Talk(terminal().err(), options.progress, Terminal.host().clock());
    return talk.until(Interrupt.ofThisThread());
  }

  /// Whoever started the command, as use cases act for them.
  protected final Requester requester(Talk talk) {
    return terminal().requester(talk, options.person);
  }
}
