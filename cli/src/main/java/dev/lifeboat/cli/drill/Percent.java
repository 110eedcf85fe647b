package dev.lifeboat.cli.drill;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// A share as people type it: `5%`, or `5`.
final class Percent implements ITypeConverter<Integer> {
  @Override
  public Integer convert(String text) {
    if (!text.matches("(0?[1-9]|[1-4][0-9]|50)%?")) {
      throw new TypeConversionException(
          "a share is 1%% to 50%%, such as 5%%, was '%s'".formatted(text));
    }
    return Integer.valueOf(text.replace("%", ""));
  }
}
