package io.github.versionedschema.applications.pools;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.Credentials;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;

/**
 * Defines a DataSource in one of several ways.
 */
@Configuration(proxyBeanMethods = false)
class DataSources {

	/** Creates a DataSource as in Spring Boot's documentation. */
	@Bean
	@Profile("own")
	DataSource ownDataSource(DataSourceProperties properties) {
		return properties.initializeDataSourceBuilder().type(HikariDataSource.class).build();
	}

	/** Obtains credentials for each connection. */
	@Bean
	@Profile("rotating")
	DataSource rotatingDataSource(DataSourceProperties properties) {
		HikariDataSource pool = new HikariDataSource();
		pool.setJdbcUrl(properties.getUrl());
		pool.setCredentialsProvider(() -> Credentials.of(properties.getUsername(), properties.getPassword()));
		return pool;
	}

	/** Starts its pool immediately, so that its configuration is sealed. */
	@Bean
	@Profile("sealed")
	DataSource sealedDataSource(DataSourceProperties properties) {
		HikariConfig config = new HikariConfig();
		config.setJdbcUrl(properties.getUrl());
		config.setUsername(properties.getUsername());
		config.setPassword(properties.getPassword());
		return new HikariDataSource(config);
	}

	/** A second DataSource besides Spring Boot's own. */
	@Bean(defaultCandidate = false)
	@Qualifier("reports")
	@Profile("two")
	DataSource reports(DataSourceProperties properties) {
		return properties.initializeDataSourceBuilder().type(HikariDataSource.class).build();
	}

	/** Defines connection details, as service connections do. */
	@Bean
	@Profile("details")
	JdbcConnectionDetails connectionDetails(Environment environment) {
		return new Details(environment);
	}

	/**
	 * Connection details from other properties than the usual ones.
	 *
	 * @param environment contains the properties
	 */
	record Details(Environment environment) implements JdbcConnectionDetails {

		@Override
		public String getUsername() {
			return this.environment.getRequiredProperty("details.username");
		}

		@Override
		public String getPassword() {
			return this.environment.getRequiredProperty("details.password");
		}

		@Override
		public String getJdbcUrl() {
			return this.environment.getRequiredProperty("details.url");
		}

	}

}
