package io.github.versionedschema.autoconfigure.neighbour;

import java.nio.file.Path;
import java.util.Map;

import javax.sql.DataSource;

import io.github.versionedschema.autoconfigure.VersionedSchemaAutoConfiguration;
import io.github.versionedschema.autoconfigure.support.FailureReport;
import io.github.versionedschema.autoconfigure.support.MigrationFiles;
import io.github.versionedschema.autoconfigure.support.Properties;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.hibernate.integrator.spi.Integrator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

@PostgresTest
@ExtendWith(OutputCaptureExtension.class)
class BesideHibernateTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, HibernateJpaAutoConfiguration.class,
				VersionedSchemaAutoConfiguration.class, BesideHibernateAutoConfiguration.class));

	private TestDatabase database;

	private MigrationFiles migrations;

	@BeforeEach
	void prepare(TestDatabase database, @TempDir Path folder) {
		this.database = database;
		this.migrations = new MigrationFiles(folder).first();
		database.jdbc().sql("create table made_before (id bigint primary key)").update();
		database.jdbc().sql("insert into made_before values (1)").update();
	}

	private ApplicationContextRunner application(String... properties) {
		return this.runner.withPropertyValues(Properties.of(this.database))
			.withPropertyValues(this.migrations.property())
			.withUserConfiguration(HibernateApplication.Entities.class)
			.withPropertyValues(properties);
	}

	@ParameterizedTest
	@ValueSource(strings = { "create", "create-drop", "create-only", "update", "drop", "CREATE" })
	void valuesOfDdlAutoThatChangeTablesAreRefusedBeforeTheyDo(String value) {
		application("spring.jpa.hibernate.ddl-auto=" + value).run((context) -> {
			assertThat(context).getFailure()
				.hasRootCauseInstanceOf(UnsafeHibernateSettingException.class)
				.hasStackTraceContaining("hibernate.hbm2ddl.auto=" + value);
			requireUnharmed();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "spring.jpa.properties.hibernate.hbm2ddl.auto=update",
			"spring.jpa.properties.jakarta.persistence.schema-generation.database.action=drop-and-create",
			"spring.jpa.generate-ddl=true", "spring.jpa.properties.hibernate.default_schema=public",
			"spring.jpa.properties.hibernate.default_catalog=other" })
	void otherPropertiesOfTheKindAreRefused(String property) {
		application(property).run((context) -> {
			assertThat(context).getFailure().hasRootCauseInstanceOf(UnsafeHibernateSettingException.class);
			requireUnharmed();
		});
	}

	@Test
	void isConfiguredWithHibernateAndNotWithItsAutoConfiguration() {
		application().withClassLoader(new FilteredClassLoader(HibernatePropertiesCustomizer.class))
			.run((context) -> assertThat(context).hasSingleBean(HibernateFactories.class));
		application().withClassLoader(new FilteredClassLoader(Integrator.class))
			.run((context) -> assertThat(context).doesNotHaveBean(HibernateFactories.class));
	}

	@Test
	void whatACustomizerSetsIsRefused() {
		application()
			.withBean(HibernatePropertiesCustomizer.class,
					() -> (properties) -> properties.put("hibernate.hbm2ddl.auto", "create"))
			.run((context) -> assertThat(context).getFailure()
				.hasRootCauseInstanceOf(UnsafeHibernateSettingException.class));
		requireUnharmed();
	}

	@Test
	void whatAFactoryOfTheApplicationSetsIsRefused() {
		application().withUserConfiguration(OwnFactory.class)
			.run((context) -> assertThat(context).getFailure()
				.hasRootCauseInstanceOf(UnsafeHibernateSettingException.class)
				.hasStackTraceContaining("EntityManagerFactory 'ownFactory'"));
		requireUnharmed();
	}

	@ParameterizedTest
	@CsvSource({ "none", "validate" })
	void valuesThatChangeNothingAreFine(String value) {
		application("spring.jpa.hibernate.ddl-auto=" + value).run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void theFailureIsExplained(CapturedOutput output) {
		assertThatException()
			.isThrownBy(() -> new SpringApplicationBuilder(HibernateApplication.class).web(WebApplicationType.NONE)
				.registerShutdownHook(false)
				.properties(Properties.of(this.database))
				.properties(this.migrations.property(), "spring.jpa.hibernate.ddl-auto=create-drop")
				.run());
		FailureReport.requireExplained(output);
		assertThat(output).contains("hibernate.hbm2ddl.auto=create-drop",
				"Set spring.jpa.hibernate.ddl-auto to none or validate");
	}

	private void requireUnharmed() {
		assertThat(this.database.jdbc().sql("select id from public.made_before").query(Long.class).list())
			.containsExactly(1L);
		assertThat(this.database.jdbc()
			.sql("select schemaname from pg_tables where tablename = 'made_before'")
			.query(String.class)
			.list()).containsExactly("public");
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnFactory {

		@Bean
		LocalContainerEntityManagerFactoryBean ownFactory(DataSource dataSource) {
			LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
			factory.setDataSource(dataSource);
			factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
			factory.setPackagesToScan(BesideHibernateTests.class.getPackageName());
			factory.setJpaPropertyMap(Map.of("hibernate.hbm2ddl.auto", "create"));
			return factory;
		}

	}

}
