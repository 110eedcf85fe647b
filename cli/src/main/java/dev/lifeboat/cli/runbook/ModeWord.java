package dev.lifeboat.cli.runbook;

import dev.lifeboat.runbook.Mode;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads a mode as the command line spells it.
final class ModeWord implements ITypeConverter<Mode> {
  @Override
  public Mode convert(String word) {
    try {
      return Mode.of(word);
    } catch (IllegalArgumentException unknown) {
      throw new TypeConversionException(String.valueOf(unknown.getMessage()));
    }
  }
}
