package io.github.versionedschema.autoconfigure.neighbour;

import java.util.Objects;

import javax.sql.DataSource;

import io.github.versionedschema.autoconfigure.VersionedSchemaAutoConfiguration;
import io.github.versionedschema.autoconfigure.datasource.PinnedPools;
import io.github.versionedschema.autoconfigure.transition.PrecedingMigrations;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.ApplicationDataSourceScriptDatabaseInitializer;
import org.springframework.boot.jdbc.autoconfigure.DataSourceInitializationAutoConfiguration;
import org.springframework.boot.sql.autoconfigure.init.ApplicationScriptDatabaseInitializer;
import org.springframework.boot.sql.autoconfigure.init.ConditionalOnSqlInitialization;
import org.springframework.boot.sql.autoconfigure.init.SqlInitializationProperties;
import org.springframework.boot.sql.init.dependency.DatabaseInitializationDependencyConfigurer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.datasource.UserCredentialsDataSourceAdapter;
import org.springframework.util.StringUtils;

/**
 * Lets {@code schema.sql} and {@code data.sql} work on the base schema, before us: as
 * Spring Boot does, but for the DataSource.
 */
@AutoConfiguration(after = VersionedSchemaAutoConfiguration.class,
		before = DataSourceInitializationAutoConfiguration.class)
@ConditionalOnClass(ApplicationScriptDatabaseInitializer.class)
@ConditionalOnMissingBean(ApplicationScriptDatabaseInitializer.class)
@ConditionalOnBean(PinnedPools.class)
@ConditionalOnSingleCandidate(DataSource.class)
@ConditionalOnSqlInitialization
@EnableConfigurationProperties(SqlInitializationProperties.class)
@Import(DatabaseInitializationDependencyConfigurer.class)
public final class BesideSchemaSqlAutoConfiguration {

	@Bean
	ApplicationDataSourceScriptDatabaseInitializer dataSourceScriptDatabaseInitializer(DataSource dataSource,
			PinnedPools pinned, SqlInitializationProperties properties) {
		DataSource target = Objects.requireNonNullElse(pinned.unpinned(dataSource), dataSource);
		return new ApplicationDataSourceScriptDatabaseInitializer(
				withCredentials(target, properties.getUsername(), properties.getPassword()), properties);
	}

	private static DataSource withCredentials(DataSource dataSource, @Nullable String username,
			@Nullable String password) {
		if (!StringUtils.hasText(username) || !StringUtils.hasText(password)) {
			return dataSource;
		}
		UserCredentialsDataSourceAdapter adapter = new UserCredentialsDataSourceAdapter();
		adapter.setTargetDataSource(dataSource);
		adapter.setUsername(username);
		adapter.setPassword(password);
		return adapter;
	}

	@Bean
	PrecedingMigrations scriptsBeforeVersionedSchema(ConfigurableListableBeanFactory beanFactory) {
		return new BeansToCreate(beanFactory, ApplicationScriptDatabaseInitializer.class);
	}

}
