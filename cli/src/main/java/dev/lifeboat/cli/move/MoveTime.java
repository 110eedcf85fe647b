package dev.lifeboat.cli.move;

import dev.lifeboat.cli.terminal.MomentText;
import java.time.Instant;
import java.util.function.UnaryOperator;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Time at which a move is to begin: `now`, or as [MomentText] has it.
final class MoveTime implements ITypeConverter<UnaryOperator<Instant>> {
  @Override
  public UnaryOperator<Instant> convert(String text) {
    if (text.equals("now")) {
      return now -> now;
    }
    return MomentText.parse(text)
        .orElseThrow(() ->
            new TypeConversionException(
                "'%s' is no time; write now, 02:30, 2026-11-23T02:30 or 2026-11-23T02:30+01:00"
                    .formatted(text)));
  }
}
