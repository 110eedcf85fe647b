package dev.lifeboat.awstestbed;

final class MariadbStorefrontTest extends MysqlStorefrontContract {
  MariadbStorefrontTest() {
    super(MysqlServer.Product.MARIADB);
  }
}
