package dev.lifeboat.awstestbed;

import org.junit.jupiter.api.Tag;

/// Among the proofs, since its server is half a gigabyte to fetch.
@Tag("proof")
final class MysqlStorefrontTest extends MysqlStorefrontContract {
  MysqlStorefrontTest() {
    super(MysqlServer.Product.MYSQL);
  }
}
