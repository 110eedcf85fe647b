package dev.lifeboat.cli;

import dev.lifeboat.cli.terminal.Screens;
import dev.lifeboat.cli.terminal.Terminal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// One process that executes many command lines, one after the other, each as a script would type
/// it: for commands that only look, of which a test asks more than it has time to start.
///
/// A line of standard input is a command, its words in Base64. A line of standard output is what
/// came of it: the exit code, and in Base64 what it told as data and as talk. It ends when its
/// standard input does, so with whoever started it.
public final class CommandHost {
  private static final int NO_SCREEN = 10_000;

  private CommandHost() {}

  public static void main(String[] none) throws IOException {
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT); // As the command line does.
    var answers = System.out;
    System.setOut(System.err);
    var asked = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (var line = asked.readLine(); line != null; line = asked.readLine()) {
      answers.println(answer(Arrays.stream(line.split(" ")).map(CommandHost::word)));
      answers.flush();
    }
    System.exit(0);
  }

  private static String answer(Stream<String> words) {
    var out = new StringWriter();
    var err = new StringWriter();
    var terminal =
        new Terminal(
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            Optional.empty(),
            new Screens(false, false, false),
            NO_SCREEN);
    int exitCode = Main.execute(terminal, words.toArray(String[]::new));
    return "%d %s %s".formatted(exitCode, coded(out.toString()), coded(err.toString()));
  }

  private static String word(String coded) {
    return new String(Base64.getDecoder().decode(coded), StandardCharsets.UTF_8);
  }

  private static String coded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
