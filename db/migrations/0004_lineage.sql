CREATE TABLE `successions` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`from_unit_id` text NOT NULL,
	`to_unit_id` text,
	`kind` text NOT NULL,
	`effective_on` text NOT NULL,
	`document_number` text NOT NULL,
	`document_date` text NOT NULL,
	`name_before` text,
	`block_before` text,
	`parent_before` text,
	`import_id` integer NOT NULL,
	`source_row` integer NOT NULL,
	`known_on` text NOT NULL,
	FOREIGN KEY (`from_unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`to_unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`import_id`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `successions_from` ON `successions` (`from_unit_id`);--> statement-breakpoint
CREATE INDEX `successions_to` ON `successions` (`to_unit_id`);--> statement-breakpoint
CREATE INDEX `successions_import` ON `successions` (`import_id`);--> statement-breakpoint
ALTER TABLE `units` ADD `parent_id` text REFERENCES units(id);