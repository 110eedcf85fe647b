package dev.lifeboat.cli.terminal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/// How help looks: a command's own options first, then those that all take; as wide as the screen,
/// and coloured only where the screen is.
public final class HelpLayout {
  // Footers and examples are written for 80; a longer line than the first is no easier to read.
  private static final int WIDEST = 100;
  private static final int NARROWEST = 55;

  private HelpLayout() {}

  /// Gives `line`, and all below it, that look.
  ///
  /// @param arguments as they were typed, which may forbid colours
  public static void apply(CommandLine line, Terminal terminal, List<String> arguments) {
    boolean coloured = terminal.coloured() && !arguments.contains("--no-color");
    line.setUsageHelpWidth(Math.clamp(terminal.columns(), NARROWEST, WIDEST));
    line.setColorScheme(Help.defaultColorScheme(coloured ? Help.Ansi.ON : Help.Ansi.OFF));
    var sections = line.getHelpSectionMap();
    sections.put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, HelpLayout::options);
    line.setHelpSectionMap(sections);
  }

  private static String options(Help help) {
    var spec = help.commandSpec();
    var common = spec.mixins().get("options");
    var own = new ArrayList<OptionSpec>();
    var shared = new ArrayList<OptionSpec>();
    for (var option : spec.options()) {
      boolean all =
          option.usageHelp()
              || option.versionHelp()
              || (common != null && common.findOption(option.longestName()) != null);
      (all ? shared : own).add(option);
    }
    return list(help, own)
        + (own.isEmpty() || common == null ? "" : "Every command takes:\n")
        + list(help, shared);
  }

  private static String list(Help help, List<OptionSpec> options) {
    var layout = help.createDefaultLayout();
    layout.addOptions(
        options.stream()
            .filter(it -> !it.hidden())
            .sorted(Comparator.comparing(OptionSpec::longestName))
            .toList(),
        help.createDefaultParamLabelRenderer());
    return layout.toString();
  }
}
