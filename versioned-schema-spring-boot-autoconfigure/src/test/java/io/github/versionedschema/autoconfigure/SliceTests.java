package io.github.versionedschema.autoconfigure;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.jdbc.test.autoconfigure.JdbcTest;
import org.springframework.boot.test.autoconfigure.jdbc.AutoConfigureDataSourceInitialization;
import org.springframework.core.annotation.AnnotatedElementUtils;

import static org.assertj.core.api.Assertions.assertThat;

class SliceTests {

	@Test
	void slicesWithADataSourceUseTheVersion() {
		assertThat(AnnotatedElementUtils.hasAnnotation(JdbcTest.class, AutoConfigureDataSourceInitialization.class))
			.isTrue();
		assertThat(ImportCandidates.load(AutoConfigureDataSourceInitialization.class, getClass().getClassLoader()))
			.contains(VersionedSchemaAutoConfiguration.class.getName());
	}

}
