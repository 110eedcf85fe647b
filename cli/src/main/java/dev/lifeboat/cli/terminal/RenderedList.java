package dev.lifeboat.cli.terminal;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.Function;

/// List whose items are made of those of another list, each time that somebody asks for one: what a
/// document says of a portfolio is many times as large as the portfolio.
public final class RenderedList<S, T> extends AbstractList<T> implements RandomAccess {
  private final List<S> from;
  private final Function<S, T> made;

  private RenderedList(List<S> from, Function<S, T> made) {
    this.from = from;
    this.made = made;
  }

  /// A view of a list, each element made whenever it is asked for.
  ///
  /// @param from not copied, with quick access by index
  public static <S, T> List<T> of(List<S> from, Function<S, T> made) {
    return new RenderedList<>(from, made);
  }

  @Override
  public T get(int index) {
    return made.apply(from.get(index));
  }

  @Override
  public int size() {
    return from.size();
  }
}
