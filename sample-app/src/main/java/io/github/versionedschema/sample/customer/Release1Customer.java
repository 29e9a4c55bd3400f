package io.github.versionedschema.sample.customer;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A customer of release 1.
 *
 * @param email the natural key
 * @param name the whole name
 * @param city where the customer lives, if known
 */
record Release1Customer(@NotBlank @Email String email, @NotBlank @Size(max = 200) String name,
		@Nullable @Size(max = 100) String city) implements Customer {

}
