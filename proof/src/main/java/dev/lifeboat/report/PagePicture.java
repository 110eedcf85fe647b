package dev.lifeboat.report;

import java.util.List;

/// A drawing of a [DocumentPage]. A table on the same page says the same.
public sealed interface PagePicture permits CostFrontier, DependencyMap {
  /// What is seen, in one sentence.
  String caption();

  /// Laid out for a screen and for a phone.
  private static List<ChartLayout> layouts() {
    return List.of(ChartLayout.WIDE, ChartLayout.NARROW);
  }

  /// One for each layout.
  default List<Chart.Picture> pictures() {
    return layouts().stream()
        .map(layout ->
            switch (this) {
              case CostFrontier frontier -> frontier.picture(layout);
              case DependencyMap map -> map.picture(layout);
            })
        .toList();
  }
}
