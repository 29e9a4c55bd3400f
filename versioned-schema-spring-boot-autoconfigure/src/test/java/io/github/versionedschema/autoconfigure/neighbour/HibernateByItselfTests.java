package io.github.versionedschema.autoconfigure.neighbour;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.sql.DataSource;

import io.github.versionedschema.autoconfigure.VersionedSchemaAutoConfiguration;
import io.github.versionedschema.autoconfigure.support.MigrationFiles;
import io.github.versionedschema.autoconfigure.support.Properties;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.jpa.boot.spi.IntegratorProvider;
import org.hibernate.jpa.boot.spi.JpaSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.io.FileSystemResource;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.LocalEntityManagerFactoryBean;
import org.springframework.orm.jpa.hibernate.LocalSessionFactoryBean;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests settings that are not visible on any bean, as Hibernate reads them itself while
 * it builds a factory.
 */
@PostgresTest
@Tag("thorough")
class HibernateByItselfTests {

	private static final String CREATE = "hibernate.hbm2ddl.auto=create";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, HibernateJpaAutoConfiguration.class,
				VersionedSchemaAutoConfiguration.class, BesideHibernateAutoConfiguration.class));

	private TestDatabase database;

	private MigrationFiles migrations;

	private Path folder;

	@BeforeEach
	void prepare(TestDatabase database, @TempDir Path folder) throws IOException {
		this.database = database;
		this.folder = folder;
		this.migrations = new MigrationFiles(Files.createDirectory(folder.resolve("migrations"))).first();
		database.jdbc().sql("create table made_before (id bigint primary key)").update();
		database.jdbc().sql("insert into made_before values (1)").update();
	}

	private ApplicationContextRunner application(Class<?> configuration) {
		return this.runner.withPropertyValues(Properties.of(this.database))
			.withPropertyValues(this.migrations.property(), "folder=" + this.folder)
			.withUserConfiguration(configuration);
	}

	@ParameterizedTest
	@ValueSource(strings = { CREATE, "hibernate.hbm2ddl.auto=update",
			"jakarta.persistence.schema-generation.database.action=drop-and-create", "hibernate.default_schema=public",
			"hibernate.default_catalog=other" })
	void whatPersistenceXmlSetsIsRefused(String property) throws IOException {
		writePersistenceXml(property);
		application(WithPersistenceXml.class).run((context) -> requireRefused(context, property));
	}

	@Test
	void aHarmlessPersistenceXmlIsFine() throws IOException {
		writePersistenceXml("hibernate.hbm2ddl.auto=validate");
		application(WithPersistenceXml.class).run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void whatPersistenceXmlSetsIsRefusedWhereJpaReadsItWithoutSpring() throws IOException {
		writePersistenceXml(CREATE);
		application(WithoutContainer.class).withClassLoader(withFolder())
			.run((context) -> requireRefused(context, CREATE));
	}

	@ParameterizedTest
	@ValueSource(strings = { CREATE, "hibernate.default_schema=public" })
	void whatASessionFactorySetsIsRefused(String property) {
		application(WithSessionFactory.class).withPropertyValues("setting=" + property)
			.run((context) -> requireRefused(context, property));
	}

	@Test
	void whatHibernateCfgXmlSetsForASessionFactoryIsRefused() throws IOException {
		writeCfgXml();
		application(WithSessionFactory.class)
			.withPropertyValues("setting=hibernate.show_sql=false", "cfg=" + this.folder)
			.run((context) -> requireRefused(context, "hibernate.hbm2ddl.auto=create"));
	}

	@Test
	void aSessionFactoryKeepsTheIntegratorsOfTheApplication() {
		application(WithSessionFactory.class).withPropertyValues("setting=hibernate.hbm2ddl.auto=validate")
			.run((context) -> assertThat(context.getBean(Noticing.class).noticed).isTrue());
	}

	@Test
	void anEntityManagerFactoryKeepsTheIntegratorsOfTheApplication() {
		Noticing own = new Noticing();
		application(HibernateApplication.Entities.class)
			.withBean(HibernatePropertiesCustomizer.class,
					() -> (properties) -> properties.put(JpaSettings.INTEGRATOR_PROVIDER,
							(IntegratorProvider) () -> List.of(own)))
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(own.noticed).isTrue();
	}

	@Test
	void anEntityManagerFactoryKeepsAnIntegratorThatIsNamedByItsClass() {
		application(HibernateApplication.Entities.class)
			.withPropertyValues(
					"spring.jpa.properties." + JpaSettings.INTEGRATOR_PROVIDER + "=" + NoIntegrators.class.getName())
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void whatHibernateCfgXmlSetsIsRefused() throws IOException {
		writeCfgXml();
		application(HibernateApplication.Entities.class)
			.withPropertyValues("spring.jpa.properties.hibernate.cfg_xml_file=hibernate.cfg.xml")
			.withClassLoader(withFolder())
			.run((context) -> requireRefused(context, "hibernate.hbm2ddl.auto=create"));
	}

	/**
	 * Hibernate reads the file only once per process.
	 */
	@ParameterizedTest
	@ValueSource(strings = { CREATE, "hibernate.default_schema=public" })
	void whatHibernatePropertiesSetsIsRefused(String property) throws Exception {
		Files.writeString(this.folder.resolve("hibernate.properties"), property);
		assertThat(startProcess()).contains("APPLICATION FAILED TO START", property);
		requireUnharmed();
	}

	@Test
	void aHarmlessHibernatePropertiesIsFine() throws Exception {
		Files.writeString(this.folder.resolve("hibernate.properties"), "hibernate.jdbc.batch_size=10");
		assertThat(startProcess()).contains(HibernateApplication.STARTED);
	}

	@ParameterizedTest
	@CsvSource({ "grouped, missing table [made_before]", "individually, " + HibernateApplication.STARTED })
	void howHibernatePropertiesLooksForTablesIsKept(String extraction, String outcome) throws Exception {
		Files.writeString(this.folder.resolve("hibernate.properties"),
				"hibernate.hbm2ddl.jdbc_metadata_extraction_strategy=" + extraction);
		assertThat(startProcess("--spring.jpa.hibernate.ddl-auto=validate")).contains(outcome);
	}

	private String startProcess(String... further) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
						this.folder + System.getProperty("path.separator") + System.getProperty("java.class.path"),
						HibernateApplication.class.getName(), "--" + this.migrations.property()));
		command.addAll(List.of(further));
		for (String property : Properties.of(this.database)) {
			command.add("--" + property);
		}
		Path output = this.folder.resolve("output");
		Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
		try {
			assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
		}
		finally {
			process.destroyForcibly();
		}
		return Files.readString(output, StandardCharsets.UTF_8);
	}

	private void requireRefused(AssertableApplicationContext context, String setting) {
		assertThat(context).getFailure()
			.hasRootCauseInstanceOf(UnsafeHibernateSettingException.class)
			.hasStackTraceContaining(setting);
		requireUnharmed();
	}

	private void requireUnharmed() {
		assertThat(this.database.jdbc().sql("select id from public.made_before").query(Long.class).list())
			.containsExactly(1L);
		assertThat(this.database.jdbc()
			.sql("select schemaname from pg_tables where tablename = 'made_before'")
			.query(String.class)
			.list()).containsExactly("public");
	}

	private ClassLoader withFolder() throws MalformedURLException {
		return new URLClassLoader(new URL[] { this.folder.toUri().toURL() }, getClass().getClassLoader());
	}

	private void writePersistenceXml(String property) throws IOException {
		String[] setting = property.split("=", 2);
		Files.createDirectory(this.folder.resolve("META-INF"));
		Files.writeString(this.folder.resolve("META-INF/persistence.xml"), """
				<persistence xmlns="https://jakarta.ee/xml/ns/persistence" version="3.0">
					<persistence-unit name="unit" transaction-type="RESOURCE_LOCAL">
						<provider>org.hibernate.jpa.HibernatePersistenceProvider</provider>
						<class>%s</class>
						<exclude-unlisted-classes>true</exclude-unlisted-classes>
						<properties>
							<property name="%s" value="%s"/>
						</properties>
					</persistence-unit>
				</persistence>
				""".formatted(MadeBefore.class.getName(), setting[0], setting[1]));
	}

	private void writeCfgXml() throws IOException {
		Files.writeString(this.folder.resolve("hibernate.cfg.xml"), """
				<!DOCTYPE hibernate-configuration PUBLIC "-//Hibernate/Hibernate Configuration DTD 3.0//EN"
					"http://www.hibernate.org/dtd/hibernate-configuration-3.0.dtd">
				<hibernate-configuration>
					<session-factory>
						<property name="hibernate.hbm2ddl.auto">create</property>
					</session-factory>
				</hibernate-configuration>
				""");
	}

	/** Records that it is called. */
	static final class Noticing implements Integrator {

		private final AtomicBoolean noticed = new AtomicBoolean();

		@Override
		public void integrate(Metadata metadata, BootstrapContext bootstrap, SessionFactoryImplementor factory) {
			this.noticed.set(true);
		}

	}

	/** Integrator provider of the application. */
	static final class NoIntegrators implements IntegratorProvider {

		@Override
		public List<Integrator> getIntegrators() {
			return List.of();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class WithPersistenceXml {

		@Bean
		LocalContainerEntityManagerFactoryBean entityManagerFactory(DataSource dataSource, Environment environment) {
			LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
			factory.setDataSource(dataSource);
			factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
			factory.setPersistenceXmlLocation(
					"file:" + environment.getRequiredProperty("folder") + "/META-INF/persistence.xml");
			return factory;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class WithoutContainer {

		@Bean
		LocalEntityManagerFactoryBean entityManagerFactory(DataSource dataSource) {
			LocalEntityManagerFactoryBean factory = new LocalEntityManagerFactoryBean();
			factory.setPersistenceUnitName("unit");
			factory.setDataSource(dataSource);
			return factory;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class WithSessionFactory {

		@Bean
		Noticing noticing() {
			return new Noticing();
		}

		@Bean
		LocalSessionFactoryBean entityManagerFactory(DataSource dataSource, Noticing noticing,
				Environment environment) {
			String[] setting = environment.getRequiredProperty("setting").split("=", 2);
			LocalSessionFactoryBean factory = new LocalSessionFactoryBean();
			factory.setDataSource(dataSource);
			factory.setAnnotatedClasses(MadeBefore.class);
			factory.setHibernateIntegrators(noticing);
			factory.getHibernateProperties().put(setting[0], setting[1]);
			if (environment.containsProperty("cfg")) {
				factory.setConfigLocation(
						new FileSystemResource(Path.of(environment.getRequiredProperty("cfg"), "hibernate.cfg.xml")));
			}
			return factory;
		}

	}

}
