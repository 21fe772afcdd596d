using Chat.Generator;

// Writes the contract's TypeScript; with --check it changes nothing, and fails when the checked-in file is another one.
var file = Path.Combine(CheckedIn.FindRepository(), CheckedIn.Path);
var wanted = ContractScript.Write();
if (!args.Contains("--check"))
{
    Directory.CreateDirectory(Path.GetDirectoryName(file)!);
    File.WriteAllText(file, wanted);
    return 0;
}

if (CheckedIn.Difference(File.Exists(file) ? File.ReadAllText(file) : "", wanted) is not { } difference) { return 0; }
Console.Error.WriteLine($"{CheckedIn.Path} is not what the contract says. Run: dotnet run --project clients/web/generator\n{difference}");
return 1;
