package io.github.versionedschema.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.beans.factory.annotation.Qualifier;

/**
 * Marks a separate DataSource through which the leader changes the schema. Declare the
 * bean with {@code @Bean(defaultCandidate = false)}, so that nothing else uses it.
 */
@Target({ ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Qualifier
public @interface VersionedSchemaDataSource {

	/**
	 * Returns the name of the schema whose leader uses it, or an empty string for the
	 * schema of {@code versioned-schema.schema}.
	 */
	String value() default "";

}
