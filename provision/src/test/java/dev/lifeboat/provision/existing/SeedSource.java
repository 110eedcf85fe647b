package dev.lifeboat.provision.existing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Files as the seeds of Lifeboat print them.
enum SeedSource {
  DR_LAB("dr-lab/cdk.json"),
  BACKUP_RESTORE("backup-restore/cdk.json"),
  LAMP("lamp/terraform.tfvars");

  private final Path file;

  SeedSource(String file) {
    this.file = Path.of("src/test/resources/dev/lifeboat/provision/existing", file);
  }

  String fileName() {
    return String.valueOf(file.getFileName());
  }

  String text() throws IOException {
    return Files.readString(file);
  }
}
