package io.github.versionedschema.sample.customer;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A customer of release 3.
 *
 * @param email the natural key
 * @param firstName the first name, or all of them
 * @param lastName the last name; empty for customers with a single name
 * @param city where the customer lives, if known
 */
record Release3Customer(@NotBlank @Email String email, @NotBlank @Size(max = 100) String firstName,
		@NotNull @Size(max = 100) String lastName, @Nullable @Size(max = 100) String city) implements Customer {

}
