package io.github.versionedschema.autoconfigure.datasource;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariCredentialsProvider;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.Credentials;
import io.github.versionedschema.autoconfigure.SearchPathCustomizer;
import io.github.versionedschema.autoconfigure.VersionedSchemaAutoConfiguration;
import io.github.versionedschema.autoconfigure.VersionedSchemaDataSource;
import io.github.versionedschema.autoconfigure.support.MigrationFiles;
import io.github.versionedschema.autoconfigure.support.Properties;
import io.github.versionedschema.session.pin.CurrentSchemaInUrlException;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.CustomScopeConfigurer;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.context.support.SimpleThreadScope;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.lookup.IsolationLevelDataSourceRouter;

import static org.assertj.core.api.Assertions.assertThat;

@PostgresTest
@ExtendWith(OutputCaptureExtension.class)
class DataSourcePinnerTests {

	private static final String PATH = "\"public_01_create_customers\", \"$user\", \"public\"";

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(DataSourceAutoConfiguration.class, VersionedSchemaAutoConfiguration.class));

	private TestDatabase database;

	private MigrationFiles migrations;

	@BeforeEach
	void createMigrations(TestDatabase database, @TempDir Path folder) {
		this.database = database;
		this.migrations = new MigrationFiles(folder).first();
	}

	private ApplicationContextRunner application() {
		return this.runner.withPropertyValues(Properties.of(this.database))
			.withPropertyValues(this.migrations.property());
	}

	private static String path(DataSource dataSource) {
		return JdbcClient.create(dataSource).sql("show search_path").query(String.class).single();
	}

	@Test
	void springBootsPoolKeepsItsTypeAndUsesTheVersion(CapturedOutput output) {
		application().run((context) -> {
			HikariDataSource pool = context.getBean(HikariDataSource.class);
			assertThat(pool.getDataSource()).isInstanceOf(FencedConnections.class);
			assertThat(path(pool)).isEqualTo(PATH);
			assertThat(JdbcClient.create(pool).sql("select count(*) from customers").query(Long.class).single())
				.isZero();
			assertThat(attached(this.database)).isPositive();
		});
		assertThat(output).containsOnlyOnce(
				"DataSource 'dataSource' is pinned to version \"01_create_customers\" of schema \"public\"");
	}

	private static String applicationName(DataSource dataSource) {
		return JdbcClient.create(dataSource).sql("show application_name").query(String.class).single();
	}

	@ParameterizedTest
	@EnumSource(PoolKind.class)
	void sessionsCarryTheNameOfTheApplication(PoolKind pool) {
		pool.withOneConnection(true)
			.applyToSystemProperties(() -> application().withPropertyValues("spring.application.name=shop")
				.run((context) -> assertThat(applicationName(context.getBean(DataSource.class))).isEqualTo("shop")));
	}

	@ParameterizedTest
	@EnumSource(PoolKind.class)
	void aNameAmongThePropertiesOfThePoolIsKept(PoolKind pool) {
		pool.withDriverProperties(Map.of("ApplicationName", "mine"))
			.applyToSystemProperties(() -> application().withPropertyValues("spring.application.name=shop")
				.run((context) -> assertThat(applicationName(context.getBean(DataSource.class))).isEqualTo("mine")));
	}

	@Test
	void aNameInTheUrlIsKept() {
		application()
			.withPropertyValues("spring.application.name=shop",
					"spring.datasource.url=" + this.database.url() + "?ApplicationName=mine")
			.run((context) -> assertThat(applicationName(context.getBean(DataSource.class))).isEqualTo("mine"));
	}

	@Test
	void aLongNameIsCutBetweenCharacters() {
		application().withPropertyValues("spring.application.name=x" + "\u00e9".repeat(40))
			.run((context) -> assertThat(context).hasNotFailed()
				.getBean(DataSource.class)
				.extracting(DataSourcePinnerTests::applicationName)
				.extracting(DataSourcePinnerTests::oneForEachByte)
				.asString()
				.hasSize(63));
	}

	/**
	 * From PostgreSQL 16 on, non-ASCII bytes are shown in hexadecimal.
	 */
	private static String oneForEachByte(String name) {
		return name.replaceAll("\\\\x[0-9a-f]{2}", "?");
	}

	private static long attached(TestDatabase database) {
		return database.jdbc()
			.sql("select count(*) from pg_locks where locktype = 'advisory' and objsubid = 2 and mode = 'ShareLock'")
			.query(Long.class)
			.single();
	}

	@Test
	void pathSurvivesResetAndRollbackWithoutAutoCommit() {
		application()
			.withPropertyValues("spring.datasource.hikari.auto-commit=false",
					"spring.datasource.hikari.maximum-pool-size=1")
			.run((context) -> {
				DataSource pool = context.getBean(DataSource.class);
				try (Connection connection = pool.getConnection()) {
					connection.createStatement().execute("set search_path to pg_catalog");
					connection.rollback();
				}
				try (Connection connection = pool.getConnection()) {
					connection.createStatement().execute("reset all");
					connection.commit();
				}
				assertThat(path(pool)).isEqualTo(PATH);
			});
	}

	@Test
	void connectionDetailsWinOverProperties() {
		this.runner
			.withPropertyValues("spring.datasource.url=jdbc:postgresql://127.0.0.1:1/nowhere",
					this.migrations.property())
			.withBean(JdbcConnectionDetails.class, () -> new Details(this.database))
			.run((context) -> assertThat(path(context.getBean(DataSource.class))).isEqualTo(PATH));
	}

	@Test
	void credentialsAreAskedForAtEachConnection() {
		String role = this.database.createRole();
		this.database.jdbc().sql("grant create on database " + this.database.name() + " to " + role).update();
		this.database.jdbc().sql("grant all on schema public to " + role).update();
		this.runner.withPropertyValues(this.migrations.property()).withBean("dataSource", DataSource.class, () -> {
			HikariDataSource pool = new HikariDataSource();
			pool.setJdbcUrl(this.database.url());
			pool.setUsername("nobody");
			pool.setPassword("outdated");
			pool.setCredentialsProvider(new Rotating(role));
			return pool;
		})
			.run((context) -> assertThat(JdbcClient.create(context.getBean(DataSource.class))
				.sql("select current_user")
				.query(String.class)
				.single()).isEqualTo(role));
	}

	@Test
	void dataSourceClassIsPinned() {
		PGSimpleDataSource plain = this.database.dataSource();
		this.runner
			.withPropertyValues(this.migrations.property(),
					"spring.datasource.url=jdbc:postgresql://127.0.0.1:1/unused",
					"spring.datasource.hikari.data-source-class-name=org.postgresql.ds.PGSimpleDataSource",
					"spring.datasource.hikari.data-source-properties.url=" + this.database.url(),
					"spring.datasource.hikari.data-source-properties.sslMode=prefer",
					"spring.datasource.hikari.username=" + plain.getUser(),
					"spring.datasource.hikari.password=" + plain.getPassword())
			.run((context) -> assertThat(path(context.getBean(DataSource.class))).isEqualTo(PATH));
	}

	@Test
	void poolAroundTheDriversDataSourceIsPinned() {
		this.runner.withPropertyValues(this.migrations.property()).withBean("dataSource", DataSource.class, () -> {
			HikariDataSource pool = new HikariDataSource();
			pool.setDataSource(this.database.dataSource());
			return pool;
		}).run((context) -> assertThat(path(context.getBean(DataSource.class))).isEqualTo(PATH));
	}

	@ParameterizedTest
	@ValueSource(strings = { "org.apache.tomcat.jdbc.pool.DataSource", "org.apache.commons.dbcp2.BasicDataSource" })
	void otherPoolsArePinned(String type) {
		this.runner
			.withPropertyValues("spring.datasource.url=" + this.database.url(),
					"spring.datasource.username=" + this.database.user(),
					"spring.datasource.password=" + this.database.password(), "spring.datasource.type=" + type)
			.withPropertyValues(this.migrations.property())
			.run((context) -> {
				assertThat(context.getBean(DataSource.class).getClass().getName()).isEqualTo(type);
				assertThat(path(context.getBean(DataSource.class))).isEqualTo(PATH);
			});
	}

	@Test
	void poolBehindAProxyIsPinned() {
		application().withPropertyValues("spring.datasource.connection-fetch=lazy").run((context) -> {
			assertThat(context.getBean(DataSource.class)).isInstanceOf(LazyConnectionDataSourceProxy.class);
			assertThat(path(context.getBean(DataSource.class))).isEqualTo(PATH);
		});
	}

	@Test
	void startedPoolIsRefused() {
		this.runner.withPropertyValues(this.migrations.property()).withBean("dataSource", DataSource.class, () -> {
			HikariConfig config = new HikariConfig();
			config.setJdbcUrl(this.database.url());
			config.setUsername(this.database.user());
			config.setPassword(this.database.password());
			return new HikariDataSource(config);
		})
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(UnpinnableDataSourceException.class)
				.hasMessageContaining("DataSource 'dataSource'")
				.hasMessageContaining("was started before it could be pinned")
				.hasMessageContaining("Return a new HikariDataSource()"));
	}

	@Test
	void dataSourceWithoutAPoolIsRefused() {
		this.runner.withPropertyValues(this.migrations.property())
			.withBean("dataSource", DataSource.class, this.database::dataSource)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(UnpinnableDataSourceException.class)
				.hasMessageContaining(
						"a org.postgresql.ds.PGSimpleDataSource is not one of the pools that can be pinned"));
	}

	@Test
	void scopedProxyIsRefused() {
		this.runner.withPropertyValues(this.migrations.property())
			.withBean(Databases.class, () -> new Databases(this.database))
			.withUserConfiguration(ScopedDataSource.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(UnpinnableDataSourceException.class)
				.hasMessageContaining("DataSource 'dataSource'")
				.hasMessageContaining("it is a scoped proxy")
				.hasMessageContaining("Make it a singleton"));
	}

	@Test
	void poolThatAFactoryBeanMakesIsPinned() {
		this.runner.withPropertyValues(this.migrations.property())
			.withBean(Databases.class, () -> new Databases(this.database))
			.withUserConfiguration(DataSourceFromFactory.class)
			.run((context) -> {
				// Spring does not close objects that a FactoryBean creates.
				try (HikariDataSource pool = (HikariDataSource) context.getBean(DataSource.class)) {
					assertThat(path(pool)).isEqualTo(PATH);
				}
			});
	}

	@Test
	void fallbackIsNotPinned() {
		this.runner.withPropertyValues(this.migrations.property())
			.withBean(Databases.class, () -> new Databases(this.database))
			.withUserConfiguration(FallbackDataSource.class)
			.run((context) -> {
				assertThat(path(context.getBean("main", DataSource.class))).isEqualTo(PATH);
				assertThat(path(context.getBean("reports", DataSource.class))).isEqualTo("\"$user\", public");
			});
	}

	@Test
	void poolsBehindARouteArePinnedByTheirNames() {
		this.runner.withPropertyValues(this.migrations.property(), "versioned-schema.pin=main,reports")
			.withBean(Databases.class, () -> new Databases(this.database))
			.withUserConfiguration(Route.class)
			.run((context) -> assertThat(context.getBeansOfType(DataSource.class).values()).hasSize(3)
				.allSatisfy((dataSource) -> assertThat(path(dataSource)).isEqualTo(PATH)));
	}

	@Test
	void currentSchemaInTheUrlIsRefused() {
		application()
			.withPropertyValues("spring.datasource.url=" + withParameter(this.database.url(), "currentSchema=x"))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(CurrentSchemaInUrlException.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "schema=other", "connection-init-sql=set search_path to other",
			"data-source-properties.currentSchema=other", "data-source-properties.options=-c search_path=other" })
	void settingsThatLeadElsewhereAreRefused(String setting) {
		application().withPropertyValues("spring.datasource.hikari." + setting)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(UnpinnableDataSourceException.class)
				.hasMessageContaining("SearchPathCustomizer"));
	}

	private static String withParameter(String url, String parameter) {
		return url + (url.contains("?") ? "&" : "?") + parameter;
	}

	@Test
	void furtherSchemasFollow() {
		this.database.jdbc().sql("create schema \"Extra\"").update();
		application().withBean(SearchPathCustomizer.class, () -> (dataSource) -> List.of("Extra"))
			.run((context) -> assertThat(path(context.getBean(DataSource.class)))
				.isEqualTo("\"public_01_create_customers\", \"$user\", \"public\", \"Extra\""));
	}

	@Test
	void withoutMigrationsTheVersionIsTheTablesAsTheyAre(CapturedOutput output, @TempDir Path empty) {
		this.migrations = new MigrationFiles(empty);
		this.database.jdbc().sql("create table made_before (id int)").update();
		application().run((context) -> {
			DataSource dataSource = context.getBean(DataSource.class);
			assertThat(path(dataSource)).startsWith("\"public_initial\", ");
			assertThat(JdbcClient.create(dataSource).sql("select * from made_before").query().listOfRows()).isEmpty();
		});
		assertThat(output).contains("There are no migrations");
	}

	@Test
	void aDefaultFolderThatDoesNotExistIsNoError() {
		this.runner.withPropertyValues(Properties.of(this.database))
			.run((context) -> assertThat(path(context.getBean(DataSource.class))).startsWith("\"public_initial\", "));
	}

	@Test
	void disabledChangesNothing() {
		application().withPropertyValues("versioned-schema.enabled=false")
			.run((context) -> assertThat(path(context.getBean(DataSource.class))).isEqualTo("\"$user\", public"));
	}

	@Test
	void onlyThePrimaryDataSourceIsPinned() {
		this.runner.withPropertyValues(this.migrations.property())
			.withBean(Databases.class, () -> new Databases(this.database))
			.withUserConfiguration(TwoDataSources.class)
			.run((context) -> {
				assertThat(path(context.getBean("main", DataSource.class))).isEqualTo(PATH);
				assertThat(path(context.getBean("reports", DataSource.class))).isEqualTo("\"$user\", public");
			});
	}

	@Test
	void oneThatIsOnlyForItsQualifierIsNotPinned() {
		application().withBean(Databases.class, () -> new Databases(this.database))
			.withUserConfiguration(QualifiedDataSource.class)
			.run((context) -> {
				assertThat(path(context.getBean("dataSource", DataSource.class))).isEqualTo(PATH);
				assertThat(path(context.getBean("reports", DataSource.class))).isEqualTo("\"$user\", public");
			});
	}

	@Test
	void severalOfWhichNoneIsPrimaryAreRefused() {
		this.runner.withPropertyValues(this.migrations.property())
			.withBean("first", DataSource.class, () -> new Databases(this.database).pool())
			.withBean("second", DataSource.class, () -> new Databases(this.database).pool())
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(UnpinnableDataSourceException.class)
				.hasMessageContaining("DataSource 'first', 'second'")
				.hasMessageContaining(
						"Mark one with @Primary, or name the DataSources to pin in versioned-schema.pin"));
	}

	@Test
	void namedDataSourcesArePinned() {
		this.runner.withPropertyValues(this.migrations.property(), "versioned-schema.pin=main,reports")
			.withBean(Databases.class, () -> new Databases(this.database))
			.withUserConfiguration(TwoDataSources.class)
			.run((context) -> assertThat(context.getBeansOfType(DataSource.class).values()).hasSize(2)
				.allSatisfy((dataSource) -> assertThat(path(dataSource)).isEqualTo(PATH)));
	}

	@Test
	void anAliasNamesTheSameDataSource() {
		this.runner.withPropertyValues(this.migrations.property(), "versioned-schema.pin=main,figures")
			.withInitializer((context) -> context.getBeanFactory().registerAlias("reports", "figures"))
			.withBean(Databases.class, () -> new Databases(this.database))
			.withUserConfiguration(TwoDataSources.class)
			.run((context) -> assertThat(path(context.getBean("reports", DataSource.class))).isEqualTo(PATH));
	}

	@Test
	void aNameWithoutADataSourceIsRefused() {
		this.runner.withPropertyValues(this.migrations.property(), "versioned-schema.pin=main,raports")
			.withBean(Databases.class, () -> new Databases(this.database))
			.withUserConfiguration(TwoDataSources.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(UnpinnableDataSourceException.class)
				.hasMessageContaining("DataSource 'raports' cannot be pinned")
				.hasMessageContaining("there is no such bean")
				.hasMessageContaining("There are: main, reports."));
	}

	@Test
	void leaderHasADataSourceOfItsOwn() {
		String role = this.database.createRole();
		this.runner.withPropertyValues(this.migrations.property())
			.withPropertyValues(Properties.of(this.database))
			.withPropertyValues("spring.datasource.username=" + role, "spring.datasource.password=" + role)
			.withBean(Databases.class, () -> new Databases(this.database))
			.withUserConfiguration(LeadersDataSource.class)
			.run((context) -> {
				assertThat(path(context.getBean(DataSource.class))).isEqualTo(PATH);
				assertThat(this.database.jdbc()
					.sql("select tableowner from pg_tables where tablename = 'customers'")
					.query(String.class)
					.single()).isEqualTo(this.database.user());
			});
	}

	@Test
	void leaderHasARoleOfItsOwn() {
		String role = this.database.createRole();
		application()
			.withPropertyValues("spring.datasource.username=" + role, "spring.datasource.password=" + role,
					"versioned-schema.datasource.username=" + this.database.user(),
					"versioned-schema.datasource.password=" + this.database.password())
			.run((context) -> assertThat(path(context.getBean(DataSource.class))).isEqualTo(PATH));
	}

	record Databases(TestDatabase database) {

		HikariDataSource pool() {
			HikariDataSource pool = new HikariDataSource();
			pool.setJdbcUrl(this.database.url());
			pool.setUsername(this.database.user());
			pool.setPassword(this.database.password());
			pool.setMaximumPoolSize(2);
			return pool;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoDataSources {

		@Bean
		@Primary
		DataSource main(Databases databases) {
			return databases.pool();
		}

		@Bean
		DataSource reports(Databases databases) {
			return databases.pool();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ScopedDataSource {

		@Bean
		static CustomScopeConfigurer scope() {
			CustomScopeConfigurer scope = new CustomScopeConfigurer();
			scope.addScope("refresh", new SimpleThreadScope());
			return scope;
		}

		@Bean
		@Scope(value = "refresh", proxyMode = ScopedProxyMode.TARGET_CLASS)
		HikariDataSource dataSource(Databases databases) {
			return databases.pool();
		}

		@Bean
		JdbcClient client(DataSource dataSource) {
			return JdbcClient.create(dataSource);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class DataSourceFromFactory {

		@Bean
		FactoryBean<DataSource> dataSource(Databases databases) {
			return new FactoryBean<>() {

				@Override
				public DataSource getObject() {
					return databases.pool();
				}

				@Override
				public Class<?> getObjectType() {
					return DataSource.class;
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FallbackDataSource {

		@Bean
		DataSource main(Databases databases) {
			return databases.pool();
		}

		@Bean
		@Fallback
		DataSource reports(Databases databases) {
			return databases.pool();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Route {

		@Bean
		DataSource main(Databases databases) {
			return databases.pool();
		}

		@Bean
		DataSource reports(Databases databases) {
			return databases.pool();
		}

		@Bean
		@Primary
		DataSource route(@Qualifier("main") DataSource main, @Qualifier("reports") DataSource reports) {
			IsolationLevelDataSourceRouter router = new IsolationLevelDataSourceRouter();
			router.setTargetDataSources(Map.of("ISOLATION_SERIALIZABLE", reports));
			router.setDefaultTargetDataSource(main);
			return router;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class QualifiedDataSource {

		@Bean(defaultCandidate = false)
		@Qualifier("reports")
		DataSource reports(Databases databases) {
			return databases.pool();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LeadersDataSource {

		@Bean(defaultCandidate = false)
		@VersionedSchemaDataSource
		DataSource leader(Databases databases) {
			return databases.database().dataSource();
		}

	}

	record Rotating(String role) implements HikariCredentialsProvider {

		@Override
		public Credentials getCredentials() {
			return Credentials.of(this.role, this.role);
		}

	}

	record Details(TestDatabase database) implements JdbcConnectionDetails {

		@Override
		public String getUsername() {
			return this.database.user();
		}

		@Override
		public String getPassword() {
			return this.database.password();
		}

		@Override
		public String getJdbcUrl() {
			return this.database.url();
		}

	}

}
