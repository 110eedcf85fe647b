package dev.lifeboat.cli.vault;

import dev.lifeboat.vault.ReadShare;
import java.util.Stack;
import java.util.regex.Pattern;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// Reads a share such as `10%`, which may be left out: a word without `%` is the next one.
final class ShareWord implements IParameterConsumer {
  private static final Pattern SHARE = Pattern.compile("([1-9][0-9]?|100)%");

  @Override
  public void consumeParameters(Stack<String> words, ArgSpec option, CommandSpec command) {
    if (words.isEmpty() || !words.peek().endsWith("%")) {
      option.setValue(ReadShare.ALL);
      return;
    }
    var typed = words.pop();
    var share = SHARE.matcher(typed);
    if (!share.matches()) {
      throw new ParameterException(
          command.commandLine(),
          "--read-data is '%s', and a share is 1%% to 100%%, without a fraction".formatted(typed));
    }
    option.setValue(new ReadShare(Integer.parseInt(share.group(1))));
  }
}
