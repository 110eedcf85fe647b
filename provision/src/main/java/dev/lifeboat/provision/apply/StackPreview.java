package dev.lifeboat.provision.apply;

import java.util.List;
import java.util.Locale;

/// Preview of a change of a stack.
///
/// @param folder of its files
/// @param why it is there, in a sentence
public record StackPreview(
    StackAddress at,
    String folder,
    String region,
    String why,
    Outlook outlook,
    List<StackChange> changes) {
  public StackPreview {
    changes = List.copyOf(changes);
  }

  /// In which way.
  public enum Outlook {
    /// There is none yet.
    NEW,
    /// It is as its template says.
    SAME,
    /// It is otherwise.
    DIFFERS;

    /// As documents have it.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Whether the account is not as the plan says.
  public boolean isChange() {
    return outlook != Outlook.SAME;
  }
}
