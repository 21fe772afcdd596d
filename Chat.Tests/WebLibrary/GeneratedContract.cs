using Chat.Generator;
using Chat.Tests.Running;

namespace Chat.Tests.WebLibrary;

/// <summary>Nobody writes the contract a second time: what web clients have of it is what the generator makes.</summary>
public sealed class GeneratedContract
{
    [Fact]
    public void The_checked_in_TypeScript_is_what_the_contract_says()
    {
        var difference = CheckedIn.Difference(File.ReadAllText(Path.Combine(Repository.Root, CheckedIn.Path)), ContractScript.Write());

        Assert.True(difference is null, $"{CheckedIn.Path} is another one. Run: dotnet run --project clients/web/generator\n{difference}");
    }

    [Fact]
    public void A_line_that_differs_is_named_with_what_it_should_be()
    {
        var wanted = ContractScript.Write();
        var found = wanted.Replace("readonly revision: number;", "readonly revision: string;", StringComparison.Ordinal);

        Assert.Equal("-   readonly revision: string;\n+   readonly revision: number;", CheckedIn.Difference(found, wanted));
    }

    [Fact]
    public void Line_ends_of_another_system_are_no_difference() =>
        Assert.Null(CheckedIn.Difference(ContractScript.Write().ReplaceLineEndings("\r\n"), ContractScript.Write()));
}
