package dev.lifeboat.evidence;

import dev.lifeboat.files.DurableFile;
import dev.lifeboat.files.ExclusiveLock;
import dev.lifeboat.files.OwnFolder;
import dev.lifeboat.plan.ShellWord;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The key that signs this controller's runs, and the public keys that it knows.
///
/// `evidence.key` holds the pair as two PEM blocks and can be read by its owner only;
/// `evidence.pub` its public part as text. Every `*.pub` in the folder is a pinned signer.
public final class EvidenceKeys {
  public static final String KEY = "evidence.key";
  private static final String ALGORITHM = "Ed25519";
  private static final String PUBLIC = "evidence.pub";
  private static final Pattern PEM =
      Pattern.compile(
          "-----BEGIN PRIVATE KEY-----\\s+([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----\\s+"
              + "-----BEGIN PUBLIC KEY-----\\s+([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----\\s*");
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  private final KeyPair pair;
  private final boolean made;

  private EvidenceKeys(KeyPair pair, boolean made) {
    this.pair = pair;
    this.made = made;
  }

  /// The key kept in `folder`; the first caller makes it. Safe for several processes at once.
  ///
  /// @throws ProblemException LB6001 when it can be neither read nor made, or others could read it
  public static EvidenceKeys open(Path folder, SecureRandom random) throws ProblemException {
    try {
      Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
      try (var _ = ExclusiveLock.on(folder.resolve(".lock"))) {
        var key = folder.resolve(KEY);
        boolean made = !DurableFile.isThere(key);
        if (made) {
          DurableFile.write(key, pem(generate(random)));
        }
        requirePrivate(key);
        var keys = new EvidenceKeys(read(key), made);
        pin(folder.resolve(PUBLIC), keys.signer());
        return keys;
      }
    } catch (IOException | GeneralSecurityException | IllegalArgumentException unusable) {
      throw unusable(folder, FileFailure.told(unusable));
    }
  }

  /// The public keys pinned in `folder`, each with its file. None when there is no such folder.
  ///
  /// @throws ProblemException LB6001 when one cannot be read, or when others could have put one
  ///   there: into the folder, or another folder into its place
  public static Map<SignerKey, Path> pinned(Path folder) throws ProblemException {
    var pinned = new LinkedHashMap<SignerKey, Path>();
    if (Files.isDirectory(folder)) {
      requireOwn(folder);
      try (var files = Files.newDirectoryStream(folder, "*.pub")) {
        for (var file : files) {
          pinned.put(SignerKey.parse(Files.readString(file)), file);
        }
      } catch (IOException | IllegalArgumentException unreadable) {
        throw unusable(folder, FileFailure.told(unreadable));
      }
    }
    return pinned;
  }

  private static void requireOwn(Path folder) throws ProblemException {
    try {
      require(folder, OwnFolder.refusal(folder));
      var around = DurableFile.folderOf(folder);
      require(around, OwnFolder.refusalOfAll(around));
    } catch (IOException unreadable) {
      throw unusable(folder, FileFailure.told(unreadable));
    }
  }

  private static void require(Path folder, Optional<OwnFolder.Refusal> refusal)
      throws ProblemException {
    if (refusal.isPresent()) {
      throw ProblemException.lasting(
          Code.LB6001,
          "whose keys are pinned is not known: %s %s".formatted(folder, refusal.get().why()),
          "anybody could have put a key there; nothing was verified by it",
          refusal.get().shared()
              ? "chmod go-w %s, or name the key that you trust with --key"
                  .formatted(ShellWord.of(folder.toString()))
              : "name the key that you trust with --key");
    }
  }

  /// Whether this call made the key, so that its public part should be shown.
  public boolean made() {
    return made;
  }

  public SignerKey signer() {
    return SignerKey.of(pair.getPublic());
  }

  byte[] sign(byte[] message) {
    try {
      var signature = Signature.getInstance(ALGORITHM);
      signature.initSign(pair.getPrivate());
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK since 15 has Ed25519", impossible);
    }
  }

  private static KeyPair generate(SecureRandom random) throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance(ALGORITHM);
    generator.initialize(NamedParameterSpec.ED25519, random);
    return generator.generateKeyPair();
  }

  private static byte[] pem(KeyPair pair) {
    return "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
        .concat("-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n")
        .formatted(
            Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()),
            Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()))
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static KeyPair read(Path key) throws IOException, GeneralSecurityException {
    var pem = PEM.matcher(Files.readString(key));
    if (!pem.matches()) {
      throw new IOException(key + " does not hold a private and a public key in PEM");
    }
    var keys = KeyFactory.getInstance(ALGORITHM);
    var base64 = Base64.getMimeDecoder();
    return new KeyPair(
        keys.generatePublic(new X509EncodedKeySpec(base64.decode(pem.group(2)))),
        keys.generatePrivate(new PKCS8EncodedKeySpec(base64.decode(pem.group(1)))));
  }

  private static void requirePrivate(Path key) throws IOException {
    var allowed = Files.getPosixFilePermissions(key);
    if (!OWNER_ONLY.containsAll(allowed)) {
      throw new IOException(
          "%s is %s: others than its owner can use it, so a signature would show nothing"
              .formatted(key, PosixFilePermissions.toString(allowed)));
    }
  }

  private static void pin(Path file, SignerKey signer) throws IOException {
    if (!DurableFile.isThere(file)) {
      DurableFile.write(file, (signer.text() + "\n").getBytes(StandardCharsets.US_ASCII));
    }
  }

  private static ProblemException unusable(Path folder, String why) {
    return ProblemException.lasting(
        Code.LB6001,
        "cannot use the keys in %s: %s".formatted(folder, why),
        "nothing was signed or verified; runs and their files are as they were",
        "mend the folder; a key that others could read is replaced by removing it");
  }
}
