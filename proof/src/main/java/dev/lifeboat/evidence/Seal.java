package dev.lifeboat.evidence;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/// What `seal.json` says: who signed which last line of a journal.
///
/// @param line SHA-256 of the journal's last line, without its line feed
/// @param signature 64 bytes as 128 lower-case hexadecimal digits
public record Seal(String line, SignerKey signer, String signature) {
  static final String SCHEMA = "lifeboat.seal/v1";

  private static final Pattern FORM =
      Pattern.compile(
          "\\{\"schema\":\"lifeboat\\.seal/v1\",\"line\":\"([0-9a-f]{64})\","
              + "\"signer\":\"ed25519:([0-9a-f]{64})\",\"signature\":\"([0-9a-f]{128})\"}\n");

  /// Empty when these are not exactly the bytes that [#bytes] gives.
  public static Optional<Seal> parse(byte[] bytes) {
    // One char a byte: nothing but ASCII can match.
    var matcher = FORM.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
    return matcher.matches()
        ? Optional.of(new Seal(matcher.group(1), new SignerKey(matcher.group(2)), matcher.group(3)))
        : Optional.empty();
  }

  byte[] bytes() {
    return "{\"schema\":\"%s\",\"line\":\"%s\",\"signer\":\"%s\",\"signature\":\"%s\"}\n"
        .formatted(SCHEMA, line, signer.text(), signature)
        .getBytes(StandardCharsets.US_ASCII);
  }

  /// What is signed: the schema's name keeps this signature from meaning anything else.
  static byte[] message(String line) {
    return (SCHEMA + " " + line).getBytes(StandardCharsets.US_ASCII);
  }

  /// Whether the signature is one of that line by that signer.
  public boolean holds() {
    return signer.signed(message(line), HexFormat.of().parseHex(signature));
  }
}
