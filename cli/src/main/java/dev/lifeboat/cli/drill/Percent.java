package dev.lifeboat.cli.drill;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// A share as people type it: `5%`, or `5`.
final class Percent implements ITypeConverter<Integer> {
  private static final int MOST = 50;

  @Override
  public Integer convert(String text) {
    var digits = text.endsWith("%") ? text.substring(0, text.length() - 1) : text;
    if (digits.matches("[0-9]{1,2}")) {
      int percent = Integer.parseInt(digits);
      if (percent >= 1 && percent <= MOST) {
        return percent;
      }
    }
    throw new TypeConversionException(
        "a share is 1%% to %d%%, such as 5%%, was '%s'".formatted(MOST, text));
  }
}
