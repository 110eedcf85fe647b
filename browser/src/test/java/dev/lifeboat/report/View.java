package dev.lifeboat.report;

/// One way to look at a page.
///
/// @param width of the screen or of the sheet, in CSS pixels
/// @param media `screen` or `print`
/// @param scheme `light` or `dark`
record View(int width, int height, String media, String scheme) {
  static final View PHONE = new View(370, 800, "screen", "light");
  static final View DESKTOP = new View(1280, 900, "screen", "light");
  static final View DARK = new View(1280, 900, "screen", "dark");

  View dark() {
    return new View(width, height, media, "dark");
  }

  @Override
  public String toString() {
    return "%d×%d %s %s".formatted(width, height, media, scheme);
  }
}
