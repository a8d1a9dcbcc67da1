// Command sbom writes what a binary is made of, as Go has put it into the binary,
// as a CycloneDX 1.5 document: the same binary gives the same bytes.
//
//	go run .ci/sbom.go BINARY DOCUMENT
package main

import (
	"debug/buildinfo"
	"encoding/json"
	"fmt"
	"os"
	"strings"
)

type component struct {
	Type       string     `json:"type"`
	Ref        string     `json:"bom-ref"`
	Name       string     `json:"name"`
	Version    string     `json:"version,omitempty"`
	Purl       string     `json:"purl,omitempty"`
	Properties []property `json:"properties,omitempty"`
}

type property struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

type dependency struct {
	Ref string   `json:"ref"`
	On  []string `json:"dependsOn"`
}

type bom struct {
	Format   string `json:"bomFormat"`
	Spec     string `json:"specVersion"`
	Version  int    `json:"version"`
	Metadata struct {
		Component component `json:"component"`
	} `json:"metadata"`
	Components   []component  `json:"components"`
	Dependencies []dependency `json:"dependencies"`
}

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: sbom BINARY DOCUMENT")
		os.Exit(2)
	}
	if err := write(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func write(binary, document string) error {
	info, err := buildinfo.ReadFile(binary)
	if err != nil {
		return err
	}
	b := bom{Format: "CycloneDX", Spec: "1.5", Version: 1}
	main := module("application", info.Main.Path, info.Main.Version)
	for _, s := range info.Settings {
		main.Properties = append(main.Properties, property{"build:" + s.Key, s.Value})
	}
	b.Metadata.Component = main
	std := module("library", "std", strings.TrimPrefix(info.GoVersion, "go"))
	b.Components = append(b.Components, std)
	for _, d := range info.Deps {
		if d.Replace != nil {
			d = d.Replace
		}
		c := module("library", d.Path, d.Version)
		if d.Sum != "" {
			c.Properties = []property{{"go:sum", d.Sum}}
		}
		b.Components = append(b.Components, c)
	}
	on := dependency{Ref: main.Ref}
	for _, c := range b.Components {
		on.On = append(on.On, c.Ref)
	}
	b.Dependencies = []dependency{on}
	data, err := json.MarshalIndent(b, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(document, append(data, '\n'), 0o644)
}

func module(kind, path, version string) component {
	ref := "pkg:golang/" + path
	if version != "" {
		ref += "@" + strings.ReplaceAll(version, "+", "%2B")
	}
	return component{Type: kind, Ref: ref, Name: path, Version: version, Purl: ref}
}
