package dev.lifeboat.cli.store;

/// Purpose of a secret, and so where it is named.
public enum SecretPurpose {
  /// It opens the vault.
  OPEN("LIFEBOAT_VAULT_PASSPHRASE_FILE", "--key-file", ""),
  /// It will open it too.
  NEW("LIFEBOAT_VAULT_NEW_PASSPHRASE_FILE", "--new-key-file", "new "),
  /// It opens the vault that is copied into.
  TARGET("LIFEBOAT_VAULT_TO_PASSPHRASE_FILE", "--to-key-file", "");

  /// Names a file with a passphrase.
  final String variable;

  private final String option;

  /// In front of what is asked for.
  final String word;

  SecretPurpose(String variable, String option, String word) {
    this.variable = variable;
    this.option = option;
    this.word = word;
  }

  /// The option that names a file with a key.
  public String option() {
    return option;
  }
}
