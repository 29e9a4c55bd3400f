package io.github.versionedschema.testing.shop;

import io.github.versionedschema.test.TestDatabase;
import io.github.versionedschema.test.TestServer;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * Stands in for a container with {@code @ServiceConnection} or a service of Docker
 * Compose: both are beans of this type.
 */
@TestConfiguration(proxyBeanMethods = false)
public class ConnectionOfAContainer {

	/** The configured database, which stays empty. */
	public static final TestDatabase DATABASE = TestServer.shared().createDatabase();

	@Bean
	JdbcConnectionDetails connectionDetails() {
		return new JdbcConnectionDetails() {

			@Override
			public String getUsername() {
				return DATABASE.user();
			}

			@Override
			public String getPassword() {
				return DATABASE.password();
			}

			@Override
			public String getJdbcUrl() {
				return DATABASE.url();
			}

		};
	}

}
