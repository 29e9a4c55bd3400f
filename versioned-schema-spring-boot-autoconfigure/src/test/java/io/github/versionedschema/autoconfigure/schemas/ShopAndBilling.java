package io.github.versionedschema.autoconfigure.schemas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import com.zaxxer.hikari.HikariDataSource;
import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.autoconfigure.support.MigrationFiles;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application with customers in one schema and invoices in another one.
 */
final class ShopAndBilling {

	private ShopAndBilling() {
	}

	/** Writes two migrations of each schema, into the folders shop and billing. */
	static void write(Path folder) {
		try {
			writeFiles(folder);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void writeFiles(Path folder) throws IOException {
		new MigrationFiles(Files.createDirectory(folder.resolve("shop"))).addAll("shop-and-billing/shop");
		new MigrationFiles(Files.createDirectory(folder.resolve("billing"))).addAll("shop-and-billing/billing");
	}

	/**
	 * Clients of each schema.
	 *
	 * @param shop of customers
	 * @param billing of invoices
	 */
	record Clients(JdbcClient shop, JdbcClient billing) {
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = HibernateJpaAutoConfiguration.class)
	static class TwoDataSources {

		@Bean
		@Primary
		HikariDataSource shopDataSource(Environment environment) {
			return pool(environment, "test.shop");
		}

		@Bean
		HikariDataSource billingDataSource(Environment environment) {
			return pool(environment, "test.billing");
		}

		private static HikariDataSource pool(Environment environment, String url) {
			HikariDataSource pool = new HikariDataSource();
			pool.setJdbcUrl(environment.getRequiredProperty(url));
			pool.setUsername(environment.getRequiredProperty("test.user"));
			pool.setPassword(environment.getProperty("test.password"));
			pool.setMaximumPoolSize(2);
			return pool;
		}

		@Bean
		Clients clients(HikariDataSource shopDataSource,
				@Qualifier("billingDataSource") HikariDataSource billingDataSource, VersionedSchema shop,
				@Qualifier("billing") VersionedSchema billing) {
			assertThat(shop).isNotSameAs(billing);
			return new Clients(JdbcClient.create(shopDataSource), JdbcClient.create(billingDataSource));
		}

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = HibernateJpaAutoConfiguration.class)
	static class OneDataSource {

		@Bean
		Clients clients(JdbcClient client, @Qualifier("shop") VersionedSchema shop,
				@Qualifier("billing") VersionedSchema billing) {
			assertThat(shop.baseSchema()).isEqualTo("shop");
			assertThat(billing.baseSchema()).isEqualTo("billing");
			return new Clients(client, client);
		}

	}

}
