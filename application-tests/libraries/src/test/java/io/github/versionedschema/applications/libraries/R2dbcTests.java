package io.github.versionedschema.applications.libraries;

import javax.sql.DataSource;

import io.github.versionedschema.SchemaStatus.SessionStatus;
import io.github.versionedschema.SchemaStatus.VersionStatus;
import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.autoconfigure.VersionedSchemaAutoConfiguration;
import io.github.versionedschema.autoconfigure.r2dbc.R2dbcVersionsAutoConfiguration;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.r2dbc.ConnectionFactoryBuilder;
import org.springframework.boot.r2dbc.ConnectionFactoryDecorator;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.r2dbc.core.DatabaseClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/** A ConnectionFactory is pinned, or the application does not start. */
@PostgresTest
class R2dbcTests {

	private ApplicationContextRunner runner;

	@BeforeEach
	void prepare(TestDatabase database) {
		this.runner = new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(R2dbcAutoConfiguration.class, DataSourceAutoConfiguration.class,
					VersionedSchemaAutoConfiguration.class, R2dbcVersionsAutoConfiguration.class))
			.withPropertyValues("spring.datasource.url=" + database.url(),
					"spring.datasource.username=" + database.user(),
					"spring.datasource.password=" + database.password(),
					"spring.r2dbc.url=" + database.url().replace("jdbc:", "r2dbc:"),
					"spring.r2dbc.username=" + database.user(), "spring.r2dbc.password=" + database.password(),
					"versioned-schema.version=01_customers");
	}

	@Test
	void withoutADataSourceTheStartIsRefused() {
		this.runner.run((context) -> assertThat(context).getFailure().hasRootCauseMessage("""
				There is a ConnectionFactory but no DataSource. The schema is migrated with a DataSource, and Spring \
				Boot creates none beside a ConnectionFactory. Nothing was changed. Add spring-boot-starter-jdbc and a \
				DataSource for the same database and role, as docs/data-libraries.md shows. An application without \
				versions needs versioned-schema.enabled=false."""));
	}

	@Test
	void withoutADataSourceAndVersionsItStarts() {
		this.runner.withPropertyValues("versioned-schema.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void theConnectionsOfBootsPoolAreOnTheVersion() {
		this.runner.withUserConfiguration(BothDrivers.class)
			.run((context) -> assertThat(currentSchema(context.getBean(ConnectionFactory.class)))
				.isEqualTo("public_01_customers"));
	}

	@Test
	void theSessionsAreShownAsThoseOfTheVersion() {
		this.runner.withUserConfiguration(BothDrivers.class).run((context) -> {
			currentSchema(context.getBean(ConnectionFactory.class));
			assertThat(context.getBean(VersionedSchema.class).status().versions())
				.flatExtracting(VersionStatus::sessions)
				.filteredOn(SessionStatus::attached)
				.extracting(SessionStatus::application)
				.contains("r2dbc-postgresql");
		});
	}

	@Test
	void noConnectionIsOpenedAfterTheVersionWasRetired() {
		ApplicationContextRunner application = this.runner.withUserConfiguration(BothDrivers.class);
		application.run((older) -> {
			ConnectionFactory connections = older.getBean(ConnectionFactory.class);
			currentSchema(connections);
			application.withPropertyValues("versioned-schema.version=02_names").run((newer) -> {
				currentSchema(newer.getBean(ConnectionFactory.class));
				newer.getBean(VersionedSchema.class).complete(true);
			});
			Awaitility.await()
				.untilAsserted(() -> assertThatException().isThrownBy(() -> currentSchema(connections))
					.withStackTraceContaining("version \"01_customers\" of schema \"public\" was retired"));
		});
	}

	@Test
	void aFactoryOfTheApplicationThatIsNotPinnedIsRefused() {
		this.runner.withUserConfiguration(BothDrivers.class, Unpinned.class)
			.run((context) -> assertThat(context).getFailure().hasRootCauseMessage("""
					The connections of ConnectionFactory 'own' are on no version of the schema. Nothing was changed. \
					Build it with Spring Boot's ConnectionFactoryBuilder, and pass it the ConnectionFactoryDecorator \
					beans. If it needs no versions, define it with @Bean(defaultCandidate = false)."""));
	}

	@Test
	void aFactoryForOtherPurposesIsLeftAlone() {
		this.runner.withUserConfiguration(BothDrivers.class, OtherPurpose.class)
			.run((context) -> assertThat(currentSchema(context.getBean("own", ConnectionFactory.class)))
				.isEqualTo("public"));
	}

	@Test
	void aFactoryOfTheApplicationIsPinnedByDecorators() {
		this.runner.withUserConfiguration(BothDrivers.class, OwnFactory.class)
			.run((context) -> assertThat(currentSchema(context.getBean(ConnectionFactory.class)))
				.isEqualTo("public_01_customers"));
	}

	@Test
	void aPoolInTheUrlIsRefused(TestDatabase database) {
		this.runner.withUserConfiguration(BothDrivers.class)
			.withPropertyValues("spring.r2dbc.url=" + database.url().replace("jdbc:", "r2dbc:pool:"))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("Remove \":pool\" and the pool's options from spring.r2dbc.url"));
	}

	@Test
	void severalSchemasOfItsDataSourceAreRefused() {
		this.runner.withUserConfiguration(BothDrivers.class)
			.withPropertyValues("versioned-schema.schema=public", "versioned-schema.schemas.billing.schema=billing")
			.run((context) -> assertThat(context).getFailure().hasRootCauseMessage("""
					Several schemas use DataSource 'dataSource', and connections of R2DBC can use the version of one \
					schema only. Nothing was changed. Give the schema of R2DBC a DataSource of its own, or define the \
					ConnectionFactory with @Bean(defaultCandidate = false) if it needs no versions."""));
	}

	@Test
	void severalSchemasWithoutADefaultOneAreRefused() {
		this.runner.withUserConfiguration(BothDrivers.class)
			.withPropertyValues("versioned-schema.schemas.shop.schema=public",
					"versioned-schema.schemas.billing.schema=billing")
			.run((context) -> assertThat(context).getFailure().hasRootCauseMessage("""
					The application has several schemas (billing, shop) and none is the default one, so it is not \
					known which version the connections of R2DBC use. Nothing was changed. Make the schema of R2DBC \
					the default one with versioned-schema.schema, or define the ConnectionFactory with \
					@Bean(defaultCandidate = false) if it needs no versions."""));
	}

	@Test
	void besideASchemaOfAnotherDataSourceItsConnectionsAreOnTheDefaultVersion(TestDatabase database) {
		try (TestDatabase billing = database.copy()) {
			this.runner.withUserConfiguration(BothDrivers.class, Billing.class)
				.withPropertyValues("test.billing=" + billing.url(), "versioned-schema.schema=public",
						"versioned-schema.pin=dataSource", "versioned-schema.schemas.billing.schema=public",
						"versioned-schema.schemas.billing.pin=billingDataSource")
				.run((context) -> assertThat(currentSchema(context.getBean(ConnectionFactory.class)))
					.isEqualTo("public_01_customers"));
		}
	}

	private static String currentSchema(ConnectionFactory factory) {
		return DatabaseClient.create(factory)
			.sql("select current_schema()::text")
			.map((row) -> row.get(0, String.class))
			.one()
			.block();
	}

	private static String url(Environment environment) {
		return environment.getProperty("spring.r2dbc.url")
			.replace("://", "://%s:%s@".formatted(environment.getProperty("spring.r2dbc.username"),
					environment.getProperty("spring.r2dbc.password")));
	}

	@Configuration(proxyBeanMethods = false)
	static class Unpinned {

		@Bean
		ConnectionFactory own(Environment environment) {
			return ConnectionFactories.get(url(environment));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Billing {

		@Bean(defaultCandidate = false)
		DataSource billingDataSource(Environment environment) {
			return DataSourceBuilder.create()
				.url(environment.getRequiredProperty("test.billing"))
				.username(environment.getRequiredProperty("spring.datasource.username"))
				.password(environment.getProperty("spring.datasource.password"))
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OtherPurpose {

		@Bean(defaultCandidate = false)
		ConnectionFactory own(Environment environment) {
			return ConnectionFactories.get(url(environment));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnFactory {

		@Bean
		ConnectionFactory own(Environment environment, ObjectProvider<ConnectionFactoryDecorator> decorators) {
			return ConnectionFactoryBuilder.withUrl(url(environment))
				.decorators(decorators.orderedStream().toList())
				.build();
		}

	}

}
