package io.github.versionedschema.autoconfigure.datasource;

import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.util.ClassUtils;

/**
 * Chooses the DataSource beans that use the application's version: the named beans, or
 * the only or primary one. Bean definitions are sufficient; no bean is created.
 */
public final class DataSourceChoice {

	/** Annotations of DataSources that do not run the application's statements. */
	private static final List<String> OTHER_PURPOSES = List.of(
			"io.github.versionedschema.autoconfigure.VersionedSchemaDataSource",
			"org.springframework.boot.flyway.autoconfigure.FlywayDataSource",
			"org.springframework.boot.liquibase.autoconfigure.LiquibaseDataSource");

	private final ConfigurableListableBeanFactory beanFactory;

	private final List<String> named;

	/** Determined on first use. */
	private volatile @Nullable Set<String> names;

	/**
	 * Creates a choice.
	 * @param beanFactory that contains the beans
	 * @param named names of beans; empty for the only or primary one
	 */
	public DataSourceChoice(ConfigurableListableBeanFactory beanFactory, List<String> named) {
		this.beanFactory = beanFactory;
		this.named = named;
	}

	/**
	 * Returns the names of the beans.
	 * @throws UnpinnableDataSourceException if there are several and none is primary, or
	 * if a named bean does not exist
	 */
	Set<String> names() {
		Set<String> result = this.names;
		if (result == null) {
			result = this.named.isEmpty() ? choose()
					: this.named.stream().map(this::canonical).collect(Collectors.toCollection(LinkedHashSet::new));
			this.names = result;
		}
		return result;
	}

	/**
	 * Returns the name of the bean whose database contains the versions, or null when
	 * there is no DataSource.
	 */
	public @Nullable String first() {
		return names().stream().findFirst().orElse(null);
	}

	/**
	 * Returns whether a bean is chosen.
	 * @param name name of the bean's definition
	 */
	public boolean contains(String name) {
		return names().contains(name);
	}

	/**
	 * Returns whether a bean is created by a factory bean.
	 * @param name name of the bean
	 */
	public boolean isFromFactory(String name) {
		return this.beanFactory.isFactoryBean(name);
	}

	/**
	 * Post-processors are called with the name of the definition, never with an alias.
	 */
	private String canonical(String name) {
		if (!this.beanFactory.containsBean(name)) {
			throw new UnpinnableDataSourceException(name, "there is no such bean",
					"The property pin lists the names of DataSource beans. There are: %s.".formatted(
							String.join(", ", this.beanFactory.getBeanNamesForType(DataSource.class, true, false))));
		}
		return Stream.concat(Stream.of(name), Arrays.stream(this.beanFactory.getAliases(name)))
			.filter(this.beanFactory::containsBeanDefinition)
			.findFirst()
			.orElse(name);
	}

	private Set<String> choose() {
		List<String> candidates = Arrays.stream(this.beanFactory.getBeanNamesForType(DataSource.class, true, false))
			.filter(this::isCandidate)
			.toList();
		if (candidates.size() < 2) {
			return Set.copyOf(candidates);
		}
		List<String> primary = candidates.stream().filter(this::isPrimary).toList();
		if (primary.size() == 1) {
			return Set.copyOf(primary);
		}
		List<String> regular = candidates.stream().filter((name) -> !isFallback(name)).toList();
		if (regular.size() == 1) {
			return Set.copyOf(regular);
		}
		throw new UnpinnableDataSourceException(String.join("', '", candidates),
				"there are several DataSources, and none of them is the primary one",
				"Mark one with @Primary, or name the DataSources to pin in versioned-schema.pin.");
	}

	private boolean isCandidate(String name) {
		if (ScopedProxyUtils.isScopedTarget(name)) {
			return false;
		}
		BeanDefinition definition = definition(name);
		if (definition != null && (!definition.isAutowireCandidate()
				|| (definition instanceof AbstractBeanDefinition bean && !bean.isDefaultCandidate()))) {
			return false;
		}
		return otherPurposes().stream()
			.allMatch((annotation) -> this.beanFactory.findAnnotationOnBean(name, annotation, false) == null);
	}

	private boolean isPrimary(String name) {
		BeanDefinition definition = definition(name);
		return definition != null && definition.isPrimary();
	}

	private boolean isFallback(String name) {
		BeanDefinition definition = definition(name);
		return definition != null && definition.isFallback();
	}

	private @Nullable BeanDefinition definition(String name) {
		return this.beanFactory.containsBeanDefinition(name) ? this.beanFactory.getMergedBeanDefinition(name) : null;
	}

	private List<Class<? extends Annotation>> otherPurposes() {
		List<Class<? extends Annotation>> present = new ArrayList<>();
		for (String name : OTHER_PURPOSES) {
			if (ClassUtils.isPresent(name, getClass().getClassLoader())) {
				present
					.add(ClassUtils.resolveClassName(name, getClass().getClassLoader()).asSubclass(Annotation.class));
			}
		}
		return present;
	}

}
